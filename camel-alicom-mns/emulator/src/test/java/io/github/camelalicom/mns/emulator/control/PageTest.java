/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns.emulator.control;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.model.Message;
import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.AliyunClients;
import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.InjectedFault;
import io.github.camelalicom.mns.emulator.QueuedMessage;
import io.github.camelalicom.mns.emulator.RawMns;
import io.github.camelalicom.mns.emulator.Receipts;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.UnreadablePart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The page in a real browser; three tests at a time, each in a browser of its own. */
@Execution(ExecutionMode.CONCURRENT)
class PageTest {

    private static final String QUEUE = "Alicom-Queue-1000000000000001-SmsReport";
    private static final String MARKUP =
            "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";

    @RegisterExtension final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static final Browsers BROWSERS = new Browsers();

    private Browser browser;
    private Tab tab;

    @AfterAll
    static void stopBrowsers() throws Exception {
        BROWSERS.close();
    }

    @BeforeEach
    void openPage() throws Exception {
        browser = BROWSERS.take().orElse(null);
        assumeTrue(browser != null, Browser.MISSING);
        tab = browser.open(alicom.endpoint() + "/");
        tab.untilText("#link", "live");
        tab.until("document.querySelector('#json').value");
    }

    @AfterEach
    void closePage() {
        if (tab != null) {
            tab.close();
        }
        if (browser != null) {
            BROWSERS.putBack(browser);
        }
    }

    @Test
    void showsTheStateOfMessages() throws Exception {
        // given
        alicom.deliver(Receipts.smsReport(), Receipts.smsReport(), Receipts.smsReport());
        tab.untilText(".queue .visible", "3");
        // when
        try (AliyunClients clients = AliyunClients.ofAccount(alicom.emulator())) {
            CloudQueue queue = clients.queue(QUEUE);
            List<Message> received = queue.batchPopMessage(2);
            queue.deleteMessage(received.get(0).getReceiptHandle());
        }
        // then
        tab.untilText(".queue .deleted", "1");
        assertThat(tab.text(".queue .visible")).startsWith("1");
        assertThat(tab.text(".queue .invisible")).startsWith("1");
        assertThat(tab.text(".queue .state")).matches("(?s)next visible in \\d+ s .*");
        tab.untilText("#kinds", "receive\n1");
        tab.untilText("#request-list", "delete");
        tab.untilText("#message-list", "left");
        tab.until("document.querySelector('#timeline .line.visible').getAttribute('d')");
        tab.untilText("#spoken", "SmsReport: ");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void showsTheHistoryOfAMessage() {
        // given
        alicom.deliver(Receipts.smsReport().bizId("biz-in-view"));
        alicom.faults().add(Fault.duplicateDelivery().on(RequestKind.RECEIVE));
        new RawMns(alicom.emulator()).get("/queues/" + QUEUE + "/messages");
        tab.untilText(".message .often", "received 1×");
        // when
        tab.click(".message summary");
        // then
        tab.untilText(".message .body", "\"biz_id\": \"biz-in-view\"");
        assertThat(tab.text(".message .history"))
                .contains("enqueued")
                .contains("received · for 30 s · by receive · fault: duplicateDelivery")
                .contains("released by a fault");
    }

    /** Two refused deletes in one millisecond differ in nothing. */
    @Test
    void showsEqualEventsOnceEach() {
        // given
        alicom.deliver(Receipts.smsReport());
        alicom.clock().freeze();
        alicom.faults().add(Fault.duplicateDelivery().on(RequestKind.RECEIVE));
        RawMns mns = new RawMns(alicom.emulator());
        String handle =
                mns.get("/queues/" + QUEUE + "/messages")
                        .body()
                        .replaceAll("(?s).*<ReceiptHandle>(.*?)<.*", "$1");
        String target = "/queues/" + QUEUE + "/messages?ReceiptHandle=" + handle;
        mns.call("DELETE", target, "");
        mns.call("DELETE", target, "");
        String events = "document.querySelectorAll('.message .history li').length";
        tab.until(events + " === 5");
        // when: refreshed three times
        String seen = "performance.getEntriesByType('resource').length";
        int before = tab.evaluate(seen).asInt();
        tab.until(seen + " > " + (before + 15));
        // then
        assertThat(tab.evaluate(events).asInt()).isEqualTo(5);
    }

    @Test
    void neverTreatsAReceiptAsMarkup() {
        // given
        alicom.deliver(Receipts.smsUp().content(MARKUP));
        alicom.deliverRaw("VoiceReport", MARKUP);
        alicom.faults().add(Fault.error(MARKUP, 500).on(RequestKind.PEEK));
        tab.until("document.querySelectorAll('.queue').length === 2");
        for (String type : List.of("SmsUp", "VoiceReport")) {
            // when
            tab.evaluate(
                    "[...document.querySelectorAll('.queue')].find(q => q.innerText.includes('"
                            + type
                            + "')).click()");
            tab.untilText("#options", "alicom-mns:" + type);
            tab.until("document.querySelectorAll('.message').length === 1");
            tab.click(".message summary");
            // then
            tab.untilText(".message .body", "<script>window.hacked=1</script>");
        }
        tab.untilText("#others", "<script>");
        assertThat(
                        tab.evaluate("document.querySelectorAll('main img, main script').length")
                                .asInt())
                .isZero();
        assertThat(tab.evaluate("typeof window.hacked").asText()).isEqualTo("undefined");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void refusesToRunMarkup() {
        String attempt =
                """
                (() => { try { document.body.innerHTML = '<b>x</b>'; return 'done'; }
                         catch (e) { return e.name; } })()
                """;
        assertThat(tab.evaluate(attempt).asText()).isEqualTo("TypeError");
        assertThat(tab.evaluate("!!document.querySelector('main')").asBoolean()).isTrue();
    }

    @Test
    void sendsAsManySamplesAsAsked() {
        // when
        tab.choose("#type", "VoiceReport");
        tab.until("document.querySelector('#json').value.includes('call_id')");
        tab.write("#count", "3");
        assertThat(tab.text("#send-button")).isEqualTo("Send 3");
        tab.click("#send-button");
        // then
        tab.untilText("#sent", "Sent 3 to Alicom-Queue-1000000000000001-VoiceReport.");
        tab.untilText("#messages-of", "3 of 3");
        List<String> bodies =
                alicom.queue("VoiceReport").messages().stream().map(QueuedMessage::body).toList();
        assertThat(bodies).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void sendsTheReceiptThatWasEdited() {
        // when
        tab.choose("#type", "");
        tab.until("!document.querySelector('#other-field').hidden");
        tab.write("#other", "FlowReport");
        tab.write("#json", "{\"用户\": 1}");
        tab.controlEnter();
        // then
        await().until(() -> alicom.queue("FlowReport").visible() == 1);
        String body = alicom.queue("FlowReport").messages().get(0).body();
        assertThat(new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8))
                .isEqualTo("{\"用户\":1}");
    }

    /** Two samples are of the type SmsReport. */
    @Test
    void sendsTheSampleThatItShows() {
        tab.choose("#type", "SmsReport.international");
        tab.until("document.querySelector('#json').value.includes('MessageId')");
        tab.click("#send-button");
        tab.untilText("#sent", "Sent 1 to " + QUEUE);

        tab.choose("#type", "");
        tab.until("!document.querySelector('#json').value.includes('MessageId')");
        tab.write("#other", "SmsReport");
        tab.click("#send-button");
        await().until(() -> alicom.queue("SmsReport").visible() == 2);

        assertThat(alicom.queue("SmsReport").messages())
                .extracting(QueuedMessage::body)
                .map(body -> new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        first -> assertThat(first).contains("MessageId"),
                        second -> assertThat(second).startsWith("{\"id\":"));
    }

    @Test
    void showsEveryDigitOfANumber() {
        alicom.deliver(Receipts.receipt("SmsReport").json("{\"id\": 12345678901234567890}"));
        tab.untilText(".message .often", "not received yet");
        tab.click(".message summary");
        tab.untilText(".message .body", "12345678901234567890");
    }

    /** An open list would close, or lose the line that is not yet chosen. */
    @Test
    void keepsTheChoicesOfAListWhenItRefreshes() {
        // given
        for (String list : List.of("#often", "#form")) {
            tab.evaluate("document.querySelector('%s option').kept = true".formatted(list));
        }
        // when
        alicom.deliver(Receipts.smsReport());
        tab.untilText("#messages-of", "1 of 1");
        // then
        for (String list : List.of("#often", "#form")) {
            String kept = "document.querySelector('%s option').kept === true".formatted(list);
            assertThat(tab.evaluate(kept).asBoolean()).as(list).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#json | { | Not valid JSON",
                "#json | [1] | A receipt is a JSON object",
                "#count | 0 | How many: a whole number from 1 to 100000.",
            })
    void showsWhyItSendsNothing(String field, String value, String words) {
        tab.write(field, value);
        tab.click("#send-button");
        tab.untilText("#sent", words);
        assertThat(
                        tab.evaluate("document.querySelector('%s').ariaInvalid".formatted(field))
                                .asText())
                .isEqualTo("true");
        assertThat(alicom.queue("SmsReport").sent()).isZero();
    }

    @Test
    void switchesAFaultOnAndOffByKeyboard() {
        tab.focus("#fault-error");
        tab.space();
        await().until(() -> alicom.faults().all().size() == 1);
        assertThat(alicom.faults().all().get(0).rule())
                .isEqualTo(Fault.error("InternalError", 500).on(RequestKind.RECEIVE).always());
        tab.until("document.querySelector('#fault-error').ariaChecked === 'true'");
        tab.space();
        await().until(() -> alicom.faults().all().isEmpty());
        tab.until("document.querySelector('#fault-error').ariaChecked === 'false'");
    }

    @Test
    void switchesEveryFaultOn() {
        // when
        tab.evaluate("document.querySelectorAll('#switches button').forEach(b => b.click())");
        // then
        String off = "document.querySelector('#switches [aria-checked=false]')";
        tab.until("!" + off);
        assertThat(alicom.faults().all())
                .extracting(fault -> fault.rule().fault())
                .contains(
                        Fault.delayAfter(Duration.ofSeconds(5)),
                        Fault.endlessBody(),
                        Fault.endlessHeaders(),
                        Fault.htmlPage(),
                        Fault.unreadableEntry(UnreadablePart.FORBIDDEN_CHARACTER))
                .doesNotHaveDuplicates()
                .hasSize(15);
        assertThat(tab.text("#switches")).doesNotContain("f_");
        assertThat(tab.text("#others")).isEmpty();
    }

    @Test
    void showsFaultsOfTestsAndScriptsToo() {
        // given
        InjectedFault own = alicom.faults().add(Fault.clockSkew(Duration.ofHours(1)).always());
        InjectedFault other = alicom.faults().add(Fault.status(503).on(RequestKind.RECEIVE));
        tab.until("document.querySelector('#fault-skew').ariaChecked === 'true'");
        tab.untilText("#others", "not happened yet");
        // when
        tab.click("#others button");
        // then
        await().until(() -> alicom.faults().all().equals(List.of(own)));
        assertThat(other.fired()).isZero();
    }

    @Test
    void listsEveryAssumptionAndChangesOne() {
        // when
        tab.untilText("#assumptions-summary", topics(0));
        tab.click("#assumptions summary");
        // then
        for (Assumption one : alicom.assumptions()) {
            String box = "document.querySelector('#assumption-" + one.topic() + "')";
            String options = "[...%s.options].map(o => o.value).join()".formatted(box);
            assertThat(tab.evaluate(options).asText())
                    .isEqualTo(
                            one.alternatives().stream()
                                    .map(Assumption::value)
                                    .collect(Collectors.joining(",")));
            assertThat(tab.evaluate(box + ".value").asText()).isEqualTo(one.value());
            assertThat(tab.text("#assumption-list"))
                    .contains(one.description(), "Source: " + one.source());
        }
        // when
        tab.choose("#assumption-body", "plain");
        // then
        await().until(() -> alicom.assumptions().contains(Assumption.BODY_PLAIN));
        tab.untilText("#assumptions-summary", topics(1));
        tab.untilText("#assumption-list", "The JSON text itself.");
        // when
        tab.click("#assumptions-reset");
        // then
        await().until(() -> alicom.assumptions().contains(Assumption.BODY_BASE64));
        tab.until("document.querySelector('#assumption-body').value === 'base64'");
    }

    @Test
    void showsAssumptionsOfTestsAndScriptsToo() {
        alicom.assume(Assumption.LONG_POLLS_CAPPED);
        tab.until("document.querySelector('#assumption-long-polls').value === 'capped'");
        tab.untilText("#assumptions-summary", topics(1));
    }

    private String topics(int changed) {
        return alicom.assumptions().size() + " topics, " + changed + " not at the default";
    }

    @Test
    void saysWhyAFaultIsRefused() {
        tab.click("#faults .more summary");
        tab.write("#fault-json", "{\"fault\": \"flood\"}");
        tab.click("#fault-form button");
        tab.untilText(
                "#fault-note", "Refused: fault: \"flood\" is unknown; allowed are [clockSkew");
    }

    @Test
    void givesTheOptionsOfAnEndpoint() {
        assertThat(tab.text("#options")).isEqualTo(alicom.uri("SmsReport"));
        tab.choose("#form", "lines");
        assertThat(tab.text("#options"))
                .contains(
                        "queueName = " + QUEUE,
                        "secretKey = emulator-secret",
                        "mnsEndpoint = " + alicom.endpoint());
    }

    @Test
    void reactsToSingleKeysUntilTheyAreSwitchedOff() {
        tab.press('s');
        tab.until("document.activeElement.id === 'json'");
        tab.focus("#pause");
        tab.press('?');
        tab.until("document.querySelector('#help').open");
        tab.click("#keys-on");
        tab.click("#help button");
        tab.until("!document.querySelector('#help').open");
        tab.focus("#pause");
        tab.press('s');
        assertThat(tab.evaluate("document.activeElement.id").asText()).isEqualTo("pause");
    }

    @Test
    void resetsAfterConfirmation() {
        alicom.deliver(Receipts.smsReport());
        tab.untilText(".queue .visible", "1");
        tab.click("#reset");
        tab.until("document.querySelector('#sure').open");
        tab.click("#sure .primary");
        await().until(() -> alicom.queue("SmsReport").sent() == 0);
        tab.untilText(".queue .visible", "0");
    }

    @Test
    void keepsLanguageAndTheme() {
        tab.click("#language");
        tab.click("#theme");
        tab.untilText("#queues-h", "队列");
        tab.reload();
        tab.untilText("#link", "实时");
        assertThat(tab.evaluate("document.documentElement.lang").asText()).isEqualTo("zh-CN");
        assertThat(tab.evaluate("document.documentElement.dataset.theme").asText())
                .isEqualTo("light");
    }

    @Test
    void hasEveryWordInBothLanguages() {
        String keys =
                """
                import('/_emulator/page/words.js').then(({ languages }) => {
                  const used = [...document.querySelectorAll('[data-t]')].map(e => e.dataset.t);
                  const { en, zh } = languages;
                  return {
                    used: used.filter(k => !en[k]),
                    kinds: %s.filter(k => !en[k]),
                    english: Object.keys(en).filter(k => !zh[k]),
                    chinese: Object.keys(zh).filter(k => !en[k]) };
                })
                """
                        .formatted(kinds());
        JsonNode missing = tab.evaluate(keys);
        assertThat(missing).isNotEmpty().allMatch(JsonNode::isEmpty);
    }

    @Test
    void describesEveryAssumptionInChinese() {
        String untranslated =
                """
                Promise.all([
                  import('/_emulator/page/assumptions-zh.js'),
                  fetch('/_emulator/assumptions').then(answer => answer.json())
                ]).then(([{ chinese }, { assumptions }]) => assumptions
                  .filter(({ topic, alternatives }) => !chinese[topic]?.question
                    || !chinese[topic].source
                    || alternatives.length !== Object.keys(chinese[topic].values).length
                    || alternatives.some(({ value }) => !chinese[topic].values[value]))
                  .map(({ topic }) => topic))
                """;
        assertThat(tab.evaluate(untranslated)).isEmpty();
    }

    @Test
    void showsTheAssumptionsInTheChosenLanguage() {
        tab.untilText("#assumptions-summary", topics(0));
        tab.click("#assumptions summary");
        tab.untilText("#assumption-list", "How is a receipt encoded");
        // when
        tab.click("#language");
        // then
        tab.untilText("#assumption-list", "回执在消息体中如何编码？");
        assertThat(tab.text("#assumption-list")).doesNotContain("How is a receipt encoded");
        // when
        tab.choose("#assumption-body", "plain");
        // then
        tab.untilText("#assumption-list", "JSON 原文。");
    }

    private static String kinds() {
        return Arrays.stream(RequestKind.values())
                .map(kind -> '"' + kind.jsonName() + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void showsThatTheEmulatorDoesNotAnswer() {
        try (AlicomEmulator other = AlicomEmulator.start();
                Tab lost = browser.open(other.endpoint() + "/")) {
            lost.untilText("#link", "live");
            other.close();
            lost.untilText("#trouble", "The emulator does not answer.");
            lost.untilText("#link", "no answer");
        }
    }

    @Test
    void namesEveryControl() {
        alicom.deliver(Receipts.smsReport());
        tab.until("document.querySelector('.message')");
        List<WebElement> controls = tab.controls();
        assertThat(controls).hasSizeGreaterThan(25);
        assertThat(controls).noneMatch(control -> control.getAccessibleName().isBlank());
    }

    @Test
    void leadsTheKeyboardToEveryControlInOrder() {
        tab.evaluate("document.activeElement.blur()");
        tab.tab();
        assertThat(tab.evaluate("document.activeElement.className").asText()).isEqualTo("skip");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            tab.tab();
            order.add(tab.evaluate("document.activeElement.id").asText());
        }
        assertThat(order)
                .containsSubsequence(
                        "pause",
                        "language",
                        "theme",
                        "help-open",
                        "reset",
                        "hide-empty",
                        "type",
                        "count",
                        "json",
                        "send-button",
                        "fresh",
                        "often",
                        "fault-delay",
                        "assumptions-reset",
                        "form",
                        "options",
                        "copy");
    }

    @Test
    void keepsTextReadableAgainstItsGround() throws Exception {
        busy(1);
        for (String colours : List.of("light", "dark")) {
            // when
            tab.prefer(colours);
            JsonNode pale = tab.evaluate(CONTRAST);
            // then
            assertThat(pale.path("looked").asInt()).isGreaterThan(60);
            assertThat(pale.path("pale")).as(colours).isEmpty();
        }
    }

    @Test
    void fitsASmallScreen() throws Exception {
        busy(1);
        tab.click(".message summary");
        tab.untilText(".message .body", "biz_id");
        for (int width : new int[] {320, 390, 768}) {
            tab.size(width, 800);
            assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
                    .isEqualTo(width);
        }
    }

    /** On a phone the queue of a request stands beside its answer, not below it. */
    @Test
    void writesNothingOverAnAnswer() {
        // given
        tab.size(360, 800);
        new RawMns(alicom.emulator())
                .header("x-mns-version", null)
                .get("/queues/Alicom-Queue-1000000000000001-VoiceRecordReportAiccs/messages");
        // when
        tab.untilText("#request-list", "MissingVersionHeader");
        // then: no text of a cell reaches out of it
        assertThat(
                        tab.evaluate(
                                        """
                                        [...document.querySelectorAll('#request-list td')]
                                          .filter(td => td.scrollWidth > td.clientWidth)
                                          .map(td => td.textContent)
                                        """)
                                .toString())
                .isEqualTo("[]");
    }

    /** Writes to {@code target}, or to the directory given by {@code -Dscreenshots}. */
    @Test
    void looksLikeThis() throws Exception {
        String kept = System.getProperty("screenshots");
        Path folder = Path.of(kept == null ? "target/screenshots" : kept);
        tab.size(1280, 1500);
        busy(kept == null ? 2 : 20);
        tab.click(".message:has([data-state=invisible]) summary");
        tab.untilText(".message[open] .body", "biz_id");
        tab.click("#queues-h");
        tab.screenshot(folder.resolve("emulator-light.png"));
        tab.prefer("dark");
        tab.screenshot(folder.resolve("emulator-dark.png"));
        tab.prefer("light");
        tab.click("#language");
        tab.untilText("#queues-h", "队列");
        tab.evaluate("scrollTo(0, 0)");
        tab.screenshot(folder.resolve("emulator-zh.png"));
        tab.size(390, 1200);
        tab.evaluate("scrollTo(0, 0)");
        tab.screenshot(folder.resolve("emulator-phone.png"));
        assertThat(folder.resolve("emulator-phone.png").toFile().length()).isGreaterThan(10_000);
    }

    /** Traffic of every kind, over some seconds so that the timeline has a shape. */
    private void busy(int seconds) throws Exception {
        alicom.faults().add(Fault.delay(Duration.ofMillis(5)).on(RequestKind.SEND).always());
        alicom.faults().add(Fault.duplicateDelivery().on(RequestKind.RECEIVE));
        alicom.deliver(Receipts.smsReport(), Receipts.smsUp(), Receipts.voiceReport());
        new RawMns(alicom.emulator()).get("/queues/" + QUEUE + "/messages");
        alicom.faults().add(Fault.status(503).on(RequestKind.RECEIVE));
        new RawMns(alicom.emulator()).get("/queues/" + QUEUE + "/messages");
        alicom.faults().add(Fault.error("InternalError", 500).on(RequestKind.PEEK));
        try (AliyunClients clients = AliyunClients.ofAccount(alicom.emulator())) {
            CloudQueue queue = clients.queue(QUEUE);
            for (int second = 1; second <= seconds; second++) {
                for (int i = 0; i < 1 + second % 3; i++) {
                    alicom.deliver(Receipts.smsReport());
                }
                List<Message> received = queue.batchPopMessage(2);
                for (Message message : received.subList(0, received.size() - 1)) {
                    queue.deleteMessage(message.getReceiptHandle());
                }
                untilSeen(alicom.queue("SmsReport").sent());
            }
        }
        new RawMns(alicom.emulator()).get("/queues/" + QUEUE + "/messages?peekonly=true");
        tab.untilText("#request-list", "InternalError");
    }

    /** Waits until the page has refreshed. */
    private void untilSeen(long sent) {
        tab.untilText("#messages-of", "of " + sent);
    }

    /** Every visible text with less contrast to its background than required by WCAG AA. */
    private static final String CONTRAST =
            """
            (() => {
              const rgb = c => c.match(/[\\d.]+/g).map(Number);
              const light = c => { const [r, g, b] = c.map(v => { v /= 255;
                return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
                return .2126 * r + .7152 * g + .0722 * b; };
              const ground = e => { for (; e; e = e.parentElement) {
                const c = rgb(getComputedStyle(e).backgroundColor);
                if (c.length < 4 || c[3] > .99) return c.slice(0, 3); } return [255, 255, 255]; };
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const pale = []; let looked = 0;
              while (walker.nextNode()) {
                const e = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.disabled) continue;
                looked++;
                const style = getComputedStyle(e);
                const [a, b] = [rgb(e.ownerSVGElement ? style.fill : style.color), ground(e)]
                  .map(c => light(c) + .05);
                const ratio = Math.max(a, b) / Math.min(a, b);
                if (ratio < 4.5) pale.push(walker.currentNode.data.trim() + ' ' + ratio.toFixed(2));
              }
              return { looked, pale };
            })()
            """;
}
