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
package io.github.camelalicom.mns.emulator;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.common.ClientException;

import static io.github.camelalicom.mns.emulator.AssumedReceivingTest.element;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Answers that are late, endless, unreadable, or from another component. */
class UnkindFaultsTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private String messages;

    @BeforeEach
    void deliver() {
        alicom.deliver(smsReport(), smsReport(), smsReport());
        messages = "/queues/" + alicom.queueName("SmsReport") + "/messages";
    }

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN_CHARACTER, &#x1;</MessageBody>",
        "SURROGATE, &#xD800;</MessageBody>",
        "INVALID_UTF8, \u00c3(</MessageBody>",
    })
    void oneBodyOfABatchCannotBeRead(UnreadablePart part, String words) throws Exception {
        alicom.faults().add(Fault.unreadableEntry(part).on(RequestKind.RECEIVE));
        String document = rawReceive("?numOfMessages=16");
        assertThat(count(document, "<Message>")).isEqualTo(3);
        assertThat(count(document, words)).isEqualTo(1);
        assertThat(count(document, "</MessageBody>")).isEqualTo(3);
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(3);
        // Its length is correct: the connection serves the next request.
        assertThat(document.length()).isEqualTo(length(document));
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING_HANDLE, ReceiptHandle",
        "MISSING_BODY, MessageBody",
        "MISSING_ID, MessageId",
    })
    void oneEntryOfABatchLacksAnElement(UnreadablePart part, String element) throws Exception {
        alicom.faults().add(Fault.unreadableEntry(part).on(RequestKind.RECEIVE));
        String document = rawReceive("?numOfMessages=16");
        assertThat(count(document, "<Message>")).isEqualTo(3);
        for (String name : List.of("ReceiptHandle", "MessageBody", "MessageId")) {
            assertThat(count(document, "<" + name + ">")).isEqualTo(name.equals(element) ? 2 : 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSingleMessageCannotBeReadEither(UnreadablePart part) {
        String good = plain(receive().body());
        alicom.faults().add(Fault.unreadableEntry(part).on(RequestKind.RECEIVE));
        assertThat(plain(receive().body())).isNotEqualTo(good);
    }

    @Test
    void oneUnreadableEntryFailsTheBatchInTheirClient() throws Exception {
        Fault fault = Fault.unreadableEntry(UnreadablePart.FORBIDDEN_CHARACTER);
        alicom.faults().add(fault.on(RequestKind.RECEIVE));
        try (AliyunClients client = AliyunClients.ofAccount(alicom.emulator())) {
            CloudQueue queue = client.queue(alicom.queueName("SmsReport"));
            assertThatThrownBy(() -> queue.batchPopMessage(16)).isInstanceOf(ClientException.class);
        }
    }

    @Test
    void anAnswerComesLateThoughItsEffectIsDone() throws Exception {
        // given
        String target = messages + "?ReceiptHandle=" + element(receive().body(), "ReceiptHandle");
        alicom.faults().add(Fault.delayAfter(Duration.ofSeconds(1)).on(RequestKind.DELETE));
        // when
        long start = System.nanoTime();
        CompletableFuture<Integer> delete =
                CompletableFuture.supplyAsync(() -> mns().call("DELETE", target, "").statusCode());
        // then
        await().until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(delete).isNotDone();
        assertThat(delete.get()).isEqualTo(204);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(999));
    }

    @Test
    void aDeleteIsAnsweredWithAPageAndNotDone() {
        String target = messages + "?ReceiptHandle=" + element(receive().body(), "ReceiptHandle");
        alicom.faults().add(Fault.htmlPage().on(RequestKind.DELETE));
        HttpResponse<String> answer = mns().call("DELETE", target, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(this::isHtml);
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
    }

    private void isHtml(String contentType) {
        assertThat(contentType).startsWith("text/html");
    }

    @Test
    void aBodyHasNoEndUntilItsClientLeaves() throws Exception {
        try (AlicomEmulator own = AlicomEmulator.start()) {
            own.deliver(smsReport());
            own.faults().add(Fault.endlessBody().on(RequestKind.RECEIVE));
            try (Socket socket = DisconnectTest.longPoll(own)) {
                InputStream input = socket.getInputStream();
                String start = new String(input.readNBytes(3_000_000), StandardCharsets.US_ASCII);
                assertThat(start)
                        .startsWith("HTTP/1.1 200")
                        .contains("Transfer-Encoding: chunked", "<MessageBody>", "</Message>")
                        .doesNotContain("Content-Length");
                assertThat(own.connections()).isEqualTo(1);
            }
            await().until(() -> own.connections() == 0);
            assertThat(own.queue("SmsReport").invisible()).isEqualTo(1);
        }
    }

    @Test
    void headersHaveNoEnd() throws Exception {
        alicom.faults().add(Fault.endlessHeaders().on(RequestKind.RECEIVE));
        try (Socket socket = DisconnectTest.longPoll(alicom.emulator())) {
            BufferedReader input =
                    new BufferedReader(new InputStreamReader(socket.getInputStream()));
            assertThat(input.readLine()).isEqualTo("HTTP/1.1 200 OK");
            for (int i = 0; i < 2_000; i++) {
                assertThat(input.readLine()).contains(": ");
            }
        }
        String id = alicom.queue("SmsReport").messages().get(0).id();
        assertThat(alicom.queue("SmsReport").history(id).ofKind(MessageEvent.Kind.RECEIVED))
                .singleElement()
                .matches(MessageEvent::answerLost);
    }

    @Test
    void aDeleteWithABodyWithoutEndIsNot204() throws Exception {
        alicom.faults().add(Fault.endlessBody().on(RequestKind.BATCH_DELETE));
        String handle = element(receive().body(), "ReceiptHandle");
        String body =
                "<ReceiptHandles><ReceiptHandle>" + handle + "</ReceiptHandle></ReceiptHandles>";
        try (Socket socket = send("DELETE", "", body)) {
            assertThat(socket.getInputStream().readNBytes(15))
                    .isEqualTo("HTTP/1.1 200 OK".getBytes());
        }
        assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1);
    }

    @Test
    void endsWithTheEmulatorThoughItsClientStays() throws Exception {
        try (AlicomEmulator own = AlicomEmulator.builder().queue("q-SmsReport").start()) {
            own.faults().add(Fault.endlessBody());
            CompletableFuture<Void> reads =
                    CompletableFuture.runAsync(() -> new RawMns(own).get("/queues/q-SmsReport"));
            await().until(() -> own.faults().fired() == 1);
            own.close();
            assertThat(reads).failsWithin(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'fault':'delayAfter','duration':'2s'} | DelayAfter[duration=PT2S]",
                "{'fault':'unreadableEntry','part':'surrogate'} | UnreadableEntry[part=SURROGATE]",
                "{'fault':'endlessBody'} | EndlessBody[]",
                "{'fault':'endlessHeaders'} | EndlessHeaders[]",
                "{'fault':'htmlPage'} | HtmlPage[]",
            },
            quoteCharacter = '`')
    void isSetAndShownAsJson(String json, String words) throws Exception {
        // when
        String body = json.replace('\'', '"');
        HttpResponse<String> set = control("POST", body);
        // then
        assertThat(set.statusCode()).isEqualTo(201);
        assertThat(alicom.faults().all().get(0).rule().fault()).hasToString(words);
        String values = body.substring(1, body.length() - 1);
        assertThat(control("GET", "").body()).contains(values.split(","));
    }

    @Test
    void saysWhichPartsThereAre() throws Exception {
        HttpResponse<String> refused =
                control("POST", "{\"fault\":\"unreadableEntry\",\"part\":\"x\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("allowed are forbiddenCharacter, surrogate, invalid");
    }

    private static HttpResponse<String> control(String method, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(alicom.endpoint() + "/_emulator/faults"))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String rawReceive(String query) throws Exception {
        try (Socket socket = send("GET", query, "")) {
            byte[] all = socket.getInputStream().readAllBytes();
            return new String(all, StandardCharsets.ISO_8859_1);
        }
    }

    /** A request whose answer is read byte by byte. */
    private Socket send(String method, String query, String body) throws Exception {
        String target = messages + query;
        String date = RawMns.date(Instant.now());
        String text = method + "\n\n\n" + date + "\nx-mns-version:2015-06-06\n" + target;
        String head =
                "%s %s HTTP/1.1\r\nDate: %s\r\nx-mns-version: 2015-06-06\r\nConnection: close\r\n"
                        + "Authorization: MNS emulator:%s\r\nContent-Length: %d\r\n\r\n";
        String signature = RawMns.hmac(alicom.secretKey(), text);
        Socket socket = new Socket("127.0.0.1", alicom.port());
        socket.setSoTimeout(10_000);
        String request = head.formatted(method, target, date, signature, body.length()) + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The length of an answer by its own header. */
    private static int length(String answer) {
        int head = answer.indexOf("\r\n\r\n") + 4;
        return head + Integer.parseInt(answer.replaceFirst("(?s).*Content-Length: (\\d+).*", "$1"));
    }

    /** A document without the values that differ each time. */
    private static String plain(String document) {
        return document.replaceAll(">[\\w+/=-]*<", "><");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private HttpResponse<String> receive() {
        return mns().get(messages);
    }

    private static RawMns mns() {
        return new RawMns(alicom.emulator());
    }
}
