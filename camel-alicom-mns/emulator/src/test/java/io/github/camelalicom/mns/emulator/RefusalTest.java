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

import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** The refusals of MNS: status, code and document. */
class RefusalTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private String queue;
    private String messages;

    @BeforeEach
    void aQueueWithAReceipt() {
        alicom.deliver(smsReport());
        queue = "/queues/" + alicom.queueName("SmsReport");
        messages = queue + "/messages";
    }

    @Test
    void writesErrorsAsTheRealServiceDoes() {
        // when
        HttpResponse<String> answer = mns().get("/queues/missing/messages");
        // then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("<Error xmlns=\"http://mns.aliyuncs.com/doc/v1\"><Code>QueueNotExist<")
                .contains("<Message>The queue name you provided is not exist.</Message>")
                .contains("<HostId>http://127.0.0.1:" + alicom.port());
        String requestId = answer.headers().firstValue("x-mns-request-id").orElseThrow();
        assertThat(requestId).matches("[0-9A-F]{24}");
        assertThat(answer.body()).contains("<RequestId>" + requestId + "</RequestId>");
        assertThat(answer.headers().firstValue("x-mns-version")).contains("2015-06-06");
        assertThat(answer.headers().firstValue("Server")).contains("AliyunMQS");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml;charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, '', 400, InvalidAuthorizationHeader",
        "authorization, MNS nobody, 400, InvalidAuthorizationHeader",
        "authorization, MNS nobody:c2ln, 403, InvalidAccessKeyId",
        "authorization, MNS emulator:c2ln, 403, SignatureDoesNotMatch",
        "date, , 400, MissingDateHeader",
        "date, yesterday, 400, InvalidDateHeader",
        "x-mns-version, , 400, MissingVersionHeader",
        "x-mns-version, 2014-01-01, 400, InvalidVersionHeader",
        "security-token, abc, 403, AccessDenied",
        "content-md5, abc, 400, InvalidDigest",
    })
    void refusesAHeader(String name, String value, int status, String code) {
        assertRefused(mns().header(name, value).get(messages), status, code);
    }

    @Test
    void saysThatItDoesNotKnowTheNewSignature() {
        HttpResponse<String> answer =
                mns().header("authorization", "MNS4-HMAC-SHA256 Credential=x").get(messages);
        assertRefused(answer, 400, "InvalidAuthorizationHeader");
        assertThat(answer.body()).contains("signature version 2 only, not MNS4-HMAC-SHA256");
    }

    @ParameterizedTest
    @ValueSource(ints = {-16, 16})
    void refusesADateMoreThanAQuarterOfAnHourAway(int minutes) {
        String date = RawMns.date(Instant.now().plus(Duration.ofMinutes(minutes)));
        assertRefused(mns().header("date", date).get(messages), 408, "TimeExpired");
    }

    @Test
    void acceptsTheDateOfTheMachineAndOfTheMovedClock() {
        // given
        alicom.clock().advance(Duration.ofHours(5));
        // then
        assertThat(mns().get(messages).statusCode()).isEqualTo(200);
        String date = RawMns.date(alicom.clock().instant());
        assertThat(mns().header("date", date).get(messages + "?peekonly=true").statusCode())
                .isEqualTo(404);
    }

    @Test
    void acceptsXMnsDateInPlaceOfDate() {
        RawMns mns = mns();
        String date = RawMns.date(Instant.now());
        mns.header("date", null).header("x-mns-date", date);
        String target = messages + "?peekonly=true";
        assertThat(mns.get(target).statusCode()).isEqualTo(200);
        // A wrong signature is refused in this form, too.
        assertThat(mns().header("date", null).header("x-mns-date", date).signing("/").get(target))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "?numOfMessages=0, InvalidArgument",
        "?numOfMessages=17, InvalidArgument",
        "?numOfMessages=x, InvalidArgument",
        "?waitseconds=31, InvalidArgument",
        "?waitseconds=-1, InvalidArgument",
        "?limit=3, InvalidQueryString",
    })
    void refusesAReceive(String query, String code) {
        assertRefused(mns().get(messages + query), 400, code);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, ?ReceiptHandle=, MissingReceiptHandle",
        "DELETE, ?ReceiptHandle=abc, ReceiptHandleError",
        "DELETE, '', MissingReceiptHandle",
        "PUT, ?visibilityTimeout=5, MissingReceiptHandle",
        "PUT, ?receiptHandle=abc, MissingVisibilityTimeout",
        "PUT, ?receiptHandle=abc&visibilityTimeout=0, InvalidArgument",
        "PUT, ?receiptHandle=abc&visibilityTimeout=43201, InvalidArgument",
        "PUT, ?receiptHandle=abc&visibilityTimeout=5, ReceiptHandleError",
    })
    void refusesAHandle(String method, String query, String code) {
        assertRefused(mns().call(method, messages + query, ""), 400, code);
    }

    @ParameterizedTest
    @CsvSource({
        "<Message>, MalformedXML",
        "<!DOCTYPE a [\u0001]><Message/>, MalformedXML",
        "<!DOCTYPE a [<!ENTITY b 'c'>]><Message><MessageBody>&b;</MessageBody></Message>,"
                + " MalformedXML",
        "<Other/>, InvalidArgument",
        "<Message/>, InvalidArgument",
        "<Message><MessageBody>a</MessageBody><Priority>17</Priority></Message>, InvalidArgument",
        "<Message><MessageBody>a</MessageBody><DelaySeconds>604801</DelaySeconds></Message>,"
                + " InvalidArgument",
        "<Messages/>, InvalidArgument",
    })
    void refusesADocument(String document, String code) {
        assertRefused(mns().call("POST", messages, document), 400, code);
    }

    @Test
    void refusesAMessageBiggerThan64KiB() {
        String most = "a".repeat(65_536);
        String document = "<Message><MessageBody>%s</MessageBody></Message>";
        assertThat(mns().call("POST", messages, document.formatted(most)).statusCode())
                .isEqualTo(201);
        assertRefused(
                mns().call("POST", messages, document.formatted(most + "a")),
                400,
                "InvalidArgument");
    }

    @Test
    void refusesABatchOfMoreThan16OrTooManyBytes() {
        String small = "<Message><MessageBody>a</MessageBody></Message>";
        String big = "<Message><MessageBody>" + "a".repeat(40_000) + "</MessageBody></Message>";
        assertRefused(
                mns().call("POST", messages, "<Messages>" + small.repeat(17) + "</Messages>"),
                400,
                "InvalidArgument");
        assertRefused(
                mns().call("POST", messages, "<Messages>" + big.repeat(2) + "</Messages>"),
                400,
                "InvalidArgument");
    }

    @Test
    void namesTheFailedMessagesOfABatchAndTakesTheOthers() {
        // when
        HttpResponse<String> answer =
                mns().call(
                                "POST",
                                messages,
                                "<Messages><Message><MessageBody>a</MessageBody></Message>"
                                        + "<Message><MessageBody/></Message></Messages>");
        // then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .containsOnlyOnce("<MessageId>")
                .containsOnlyOnce("<ErrorCode>InvalidArgument</ErrorCode>");
        assertThat(alicom.queue("SmsReport").sent()).isEqualTo(2);
    }

    @Test
    void acceptsContentMd5InBothFormsClientsSend() throws Exception {
        String document = "<Message><MessageBody>a</MessageBody></Message>";
        byte[] digest = MessageDigest.getInstance("MD5").digest(document.getBytes("UTF-8"));
        String hex = HexFormat.of().formatHex(digest);
        Base64.Encoder base64 = Base64.getEncoder();
        for (byte[] form : new byte[][] {digest, hex.getBytes("UTF-8")}) {
            RawMns mns = mns().header("content-md5", base64.encodeToString(form));
            assertThat(mns.call("POST", messages, document).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void acceptsADoubledSlashAndATrailingQuestionMarkSignedWithoutThem() {
        HttpResponse<String> answer = mns().signing(messages).get("/" + messages + "?");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void readsQueryKeysWhateverTheirCaseAndPlusAsPlus() {
        // given
        String received = mns().get(messages + "?NumOfMessages=16&WaitSeconds=0").body();
        String handle = received.replaceAll("(?s).*<ReceiptHandle>(.*?)<.*", "$1");
        // when
        String encoded = handle.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
        HttpResponse<String> extended =
                mns().call(
                                "PUT",
                                messages + "?RECEIPTHANDLE=" + encoded + "&visibilitytimeout=9",
                                "");
        String next = extended.body().replaceAll("(?s).*<ReceiptHandle>(.*?)<.*", "$1");
        // then
        assertThat(mns().call("DELETE", messages + "?receiptHandle=" + next, "").statusCode())
                .isEqualTo(204);
    }

    @Test
    void refusesInvalidNames() {
        assertRefused(mns().get("/queues/" + "q".repeat(121)), 400, "QueueNameLengthError");
        assertRefused(mns().get("/queues/a_b"), 400, "InvalidQueueName");
        assertRefused(mns().call("PATCH", messages, ""), 400, "InvalidRequestURL");
    }

    /** A client of MNS reads XML, not the JSON of the gateway. */
    @ParameterizedTest
    @ValueSource(strings = {"/queues", "/queues/q/message", "/queues/q/messages/1"})
    void refusesAPathOfMnsThatHasNoOperation(String path) {
        assertRefused(mns().get(path), 400, "InvalidRequestURL");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    private static RawMns mns() {
        return new RawMns(alicom.emulator());
    }
}
