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
package io.github.camelalicom.mns.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class MnsResponseParserTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final Duration WAIT = Duration.ofSeconds(30);

    private final AtomicLong time = new AtomicLong();
    private final MnsResponseParser replies =
            new MnsResponseParser(
                    "q",
                    new ServiceAddress(URI.create("https://mns.example.com"), null),
                    time::get);

    @Test
    void readsEveryFieldOfAMessage() {
        ReceivedMessage message = messages(ok(list(entry("1", "")))).get(0);

        assertThat(message.messageId()).isEqualTo("id-1");
        assertThat(message.receiptHandle()).isEqualTo("handle-1");
        assertThat(message.body()).isEqualTo("e30=");
        assertThat(message.bodyMd5()).isEqualTo("ABC");
        assertThat(message.enqueueTime()).isEqualTo(NOW.minusSeconds(5));
        assertThat(message.firstDequeueTime()).isEqualTo(NOW);
        assertThat(message.nextVisibleTime()).isEqualTo(NOW.plusSeconds(30));
        assertThat(message.dequeueCount()).isEqualTo(1);
        assertThat(message.priority()).isEqualTo(8);
        assertThat(message.lease()).isEqualTo(Duration.ofSeconds(30));
    }

    /** The time of the first receive says nothing about the lease of a later one. */
    @Test
    void aMessageWithoutADequeueCountMayHaveBeenReceivedBefore() {
        String entry =
                entry("1", "")
                        .replace("<DequeueCount>1</DequeueCount>", "")
                        .replace(
                                time("FirstDequeueTime", NOW),
                                time("FirstDequeueTime", NOW.minusSeconds(600)));

        ReceivedMessage message = messages(ok(list(entry))).get(0);

        assertThat(message.dequeueCount()).isEqualTo(1);
        assertThat(message.lease()).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anEmptyQueueIsAnEmptyList() {
        assertThat(messages(error(404, "MessageNotExist"))).isEmpty();
        assertThat(messages(ok("<Messages/>"))).isEmpty();
        assertThat(messages(ok(""))).isEmpty();
        assertThat(messages(ok(" \n"))).isEmpty();
        assertThat(messages(reply(204, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<SystemProperties><SystemPropertyValue><Name>new</Name><Type>WEIRD</Type>"
                        + "<Value>v</Value></SystemPropertyValue></SystemProperties>",
                "<Priority>high</Priority>",
                "<EnqueueTime>yesterday</EnqueueTime>",
                "<NextVisibleTime>1763812800000000</NextVisibleTime>",
                "<NextVisibleTime>9223372036854775807</NextVisibleTime>",
                "<NextVisibleTime>-1</NextVisibleTime>",
                "<DequeueCount/>",
                "<Unknown>1</Unknown>"
            })
    void oneOddFieldSpoilsNeitherItsMessageNorTheBatch(String odd) {
        List<ReceivedMessage> messages =
                messages(ok(list(entry("1", ""), entry("2", odd), entry("3", ""))));

        assertThat(messages)
                .extracting(ReceivedMessage::messageId)
                .containsExactly("id-1", "id-2", "id-3");
        assertThat(messages)
                .extracting(ReceivedMessage::lease)
                // to the second, if the message may have been received before
                .allSatisfy(
                        lease ->
                                assertThat(lease)
                                        .isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30)));
    }

    @Test
    void anEntryWithoutAHandleIsLeftAndTheOthersCome() {
        String errorEntry = "<Message><ErrorCode>InternalError</ErrorCode></Message>";

        List<ReceivedMessage> messages =
                messages(ok(list(entry("1", ""), errorEntry, entry("3", ""))));

        assertThat(messages).extracting(ReceivedMessage::messageId).containsExactly("id-1", "id-3");
    }

    @Test
    void theLeaseOfARedeliveredMessageIsCountedByTheServersClock() {
        String entry = entry("1", "").replace("<DequeueCount>1<", "<DequeueCount>2<");

        Duration lease = messages(ok(list(entry))).get(0).lease();

        // the Date may have been cut by almost a second
        assertThat(lease).isEqualTo(Duration.ofSeconds(29));
    }

    @Test
    void withoutATimeTheUsualLeaseIsAssumed() {
        String entry = entry("1", "").replaceAll("<NextVisibleTime>.*</NextVisibleTime>", "");

        assertThat(messages(ok(list(entry))).get(0).lease()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, DENIED",
        "403, InvalidAccessKeyId, DENIED",
        "403, SignatureDoesNotMatch, DENIED",
        "404, QueueNotExist, NO_SUCH_QUEUE",
        "400, QpsLimitExceeded, THROTTLED",
        "503, TooManyRequests, THROTTLED",
        "400, InvalidArgument, REJECTED",
        "408, TimeExpired, DENIED",
        "401, SecurityTokenExpired, DENIED",
        "400, InvalidSecurityToken, DENIED",
        "400, InvalidAuthorizationHeader, DENIED",
        "400, token_expired, DENIED",
        "400, Tokenexpired, DENIED",
        "400, InvalidTimestamp, DENIED",
        "500, RequestTimeTooSkewed, DENIED",
        "200, InvalidAccessKeyId, DENIED",
        "400, MissingVisibilityTimeout, REJECTED",
        "400, InvalidDigest, REJECTED",
        "408, RequestTimeout, REJECTED",
        "403, ReceiptHandleError, HANDLE_LOST",
        "400, ReceiptHandleError, HANDLE_LOST",
        "500, InternalError, UNAVAILABLE",
        "503, ServiceUnavailable, UNAVAILABLE"
    })
    void tellsWhatAnErrorMeans(int status, String code, Kind kind) {
        assertThatThrownBy(() -> messages(error(status, code)))
                .isInstanceOfSatisfying(
                        MnsException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(kind);
                            assertThat(e.code()).isEqualTo(code);
                            assertThat(e).hasMessageContaining("q").hasMessageContaining(code);
                        });
    }

    @Test
    void blanksAroundACodeHaveNoMeaning() {
        assertThat(messages(error(404, "\n    MessageNotExist\n  "))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Go away", "a\nWARN forged", "<![CDATA[<b>]]>", "\u7981\u6b62"})
    void whatIsNotACodeIsNotRepeated(String text) {
        MnsException e = catchThrowableOfType(MnsException.class, () -> messages(error(400, text)));

        assertThat(e.code()).isNull();
        assertThat(e).hasMessageContaining("without an error code of Alibaba Cloud");
    }

    @ParameterizedTest
    @CsvSource({
        "https://portal.example/x?y=z, https://portal.example",
        "//portal.example/x?y=z, portal.example"
    })
    void aRedirectIsNamedByItsHost(String location, String named) {
        MnsResponse redirect = new MnsResponse(302, new byte[0], NOW, 0, location, null, false);

        assertThatThrownBy(() -> messages(redirect))
                .hasMessageContaining("a redirect to " + named + " that is not followed");
    }

    @ParameterizedTest
    @CsvSource({
        "502, <html><body>Bad Gateway</body></html>",
        "502, ''",
        "200, <html></html>",
        "200, <Messages><Message>",
        "200, <ChangeVisibility/>",
        "404, <html>not MNS</html>"
    })
    void anAnswerThatIsNotMnsIsAPassingFailure(int status, String body) {
        MnsException e =
                catchThrowableOfType(MnsException.class, () -> messages(reply(status, body)));

        assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aPartialDeleteNamesTheHandlesThatFailed() {
        String body =
                "<Errors><Error><ErrorCode>ReceiptHandleError</ErrorCode><ErrorMessage>m</ErrorMessage>"
                        + "<ReceiptHandle>h1</ReceiptHandle></Error><Error><ErrorCode>InternalError"
                        + "</ErrorCode><ReceiptHandle>h2</ReceiptHandle></Error></Errors>";

        assertThat(replies.deleteFailures(reply(404, body), List.of("h1", "h2", "h3")))
                .containsExactly(
                        new DeleteFailure("h1", Kind.HANDLE_LOST, "ReceiptHandleError"),
                        new DeleteFailure("h2", Kind.UNAVAILABLE, "InternalError"));
    }

    @Test
    void aHandleThatWasNotAskedAboutIsPassedOnBesideAKnownOne() {
        String body =
                "<Errors><Error><ErrorCode>ReceiptHandleError</ErrorCode><ReceiptHandle>h1"
                        + "</ReceiptHandle></Error><Error><ErrorCode>ReceiptHandleError</ErrorCode>"
                        + "<ReceiptHandle>other</ReceiptHandle></Error></Errors>";

        assertThat(replies.deleteFailures(reply(404, body), List.of("h1", "h2")))
                .extracting(DeleteFailure::receiptHandle)
                .containsExactly("h1", "other");
    }

    @Test
    void aDeleteAnsweredByAStrangersXmlIsAPassingFailure() {
        assertThatThrownBy(
                        () ->
                                replies.deleteFailures(
                                        reply(502, "<error>proxy</error>"), List.of("h")))
                .isInstanceOfSatisfying(
                        MnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>login</body></html>",
                "<Error><Code>InternalError</Code></Error>",
                "<Errors/>",
                "not XML"
            })
    void aDeleteAnswered200WithSomethingElseIsNoSuccess(String body) {
        assertThatThrownBy(() -> replies.deleteFailures(ok(body), List.of("h1", "h2")))
                .isInstanceOfSatisfying(
                        MnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThatThrownBy(() -> replies.deleteFailure(ok(body), "h1"))
                .isInstanceOfSatisfying(
                        MnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThatThrownBy(() -> replies.lease(ok(body), "h1", WAIT))
                .isInstanceOfSatisfying(
                        MnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }

    @Test
    void aDeleteAnswered200WithAListNamesItsFailures() {
        String body = failures("ReceiptHandleError", "\n  h2\t");

        assertThat(replies.deleteFailures(ok(body), List.of("h1", "h2")))
                .containsExactly(new DeleteFailure("h2", Kind.HANDLE_LOST, "ReceiptHandleError"));
    }

    @Test
    void aListThatNamesNoKnownHandleCountsForTheWholeBatch() {
        String body = failures("ReceiptHandleError", "another");

        assertThatThrownBy(() -> replies.deleteFailures(reply(404, body), List.of("h1", "h2")))
                .isInstanceOfSatisfying(
                        MnsException.class, e -> assertThat(e.kind()).isEqualTo(Kind.HANDLE_LOST));
    }

    @ParameterizedTest
    @CsvSource({"204, ''", "200, ''", "200, ' '"})
    void anEmptySuccessMeansDone(int status, String body) {
        assertThat(replies.deleteFailures(reply(status, body), List.of("h1", "h2"))).isEmpty();
        assertThat(replies.deleteFailure(reply(status, body), "h1")).isEmpty();
        assertThat(replies.lease(reply(status, body), "h1", Duration.ofSeconds(60)))
                .isEqualTo(new Lease("h1", Duration.ofSeconds(60)));
    }

    @Test
    void aChangeOfVisibilityWithoutATimeLastsAsLongAsWasAsked() {
        String body = "<ChangeVisibility><ReceiptHandle> new </ReceiptHandle></ChangeVisibility>";
        time.set(Duration.ofSeconds(5).toNanos());

        // the request was sent five seconds ago
        assertThat(replies.lease(ok(body), "old", Duration.ofSeconds(60)))
                .isEqualTo(new Lease("new", Duration.ofSeconds(55)));
    }

    @Test
    void aChangeOfVisibilityWithoutAHandleKeepsTheOldOne() {
        assertThat(replies.lease(ok("<ChangeVisibility/>"), "old", Duration.ofSeconds(60)))
                .isEqualTo(new Lease("old", Duration.ofSeconds(60)));
    }

    private static String failures(String code, String handle) {
        return "<Errors><Error><ErrorCode>%s</ErrorCode><ReceiptHandle>%s</ReceiptHandle></Error></Errors>"
                .formatted(code, handle);
    }

    private List<ReceivedMessage> messages(MnsResponse reply) {
        return replies.messages(reply, WAIT);
    }

    private static String list(String... entries) {
        return "<Messages xmlns=\"http://mns.aliyuncs.com/doc/v1/\">"
                + String.join("", entries)
                + "</Messages>";
    }

    private static String entry(String n, String more) {
        return "<Message><MessageId>id-%s</MessageId><ReceiptHandle>handle-%s</ReceiptHandle>"
                        .formatted(n, n)
                + "<MessageBodyMD5>ABC</MessageBodyMD5><MessageBody>e30=</MessageBody>"
                + time("EnqueueTime", NOW.minusSeconds(5))
                + time("NextVisibleTime", NOW.plusSeconds(30))
                + time("FirstDequeueTime", NOW)
                + "<DequeueCount>1</DequeueCount><Priority>8</Priority>"
                + more
                + "</Message>";
    }

    private static String time(String name, Instant time) {
        return "<%s>%d</%s>".formatted(name, time.toEpochMilli(), name);
    }

    private static MnsResponse ok(String body) {
        return reply(200, body);
    }

    private static MnsResponse error(int status, String code) {
        return reply(
                status,
                "<Error xmlns=\"http://mns.aliyuncs.com/doc/v1\"><Code>%s</Code></Error>"
                        .formatted(code));
    }

    private static MnsResponse reply(int status, String body) {
        return new MnsResponse(status, body.getBytes(StandardCharsets.UTF_8), NOW, 0);
    }
}
