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
package io.github.camelalicom.mns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.component.extension.ComponentVerifierExtension;
import org.apache.camel.component.extension.ComponentVerifierExtension.Result;
import org.apache.camel.component.extension.ComponentVerifierExtension.Scope;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicCredentials;

import io.github.camelalicom.mns.doctor.AssumptionVerdict;
import io.github.camelalicom.mns.doctor.AssumptionVerdict.State;
import io.github.camelalicom.mns.doctor.DoctorReport;
import io.github.camelalicom.mns.doctor.Finding;
import io.github.camelalicom.mns.doctor.Finding.Status;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.QueuedMessage;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What the doctor finds in an account, and that it leaves the queue as it was. */
class DoctorTest {

    private static final String OTHER_ACCOUNT = "2000000000000002";

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(
                    emulator ->
                            emulator.accessKey("LTAI-of-a-test")
                                    .secretKey("s3cret-of-a-test")
                                    .account("LTAI-of-another", "secret", OTHER_ACCOUNT));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Map<String, Object> options = new HashMap<>();

    @BeforeEach
    void useTheEmulator() {
        options.put("queueName", alicom.queueName("SmsReport"));
        options.put("tokenEndpoint", alicom.endpoint());
        options.put("mnsEndpoint", alicom.endpoint());
        options.put("accessKey", alicom.accessKey());
        options.put("secretKey", alicom.secretKey());
        camel.start();
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void aHealthyAccountWithAMessageIsOkThroughout() {
        alicom.deliver(smsReport());

        DoctorReport report = examine();

        assertThat(report.healthy()).as(report.toText()).isTrue();
        assertThat(report.findings())
                .as(report.toText())
                .allMatch(finding -> finding.remedy().isEmpty());
        assertThat(checks(report, Status.OK))
                .contains("options", "name", "connection", "clock", "credentials", "token")
                .contains("receive", "body", "digest", "lease", "visibility", "batch delete");
        assertThat(report.assumptions())
                .extracting(AssumptionVerdict::state)
                .doesNotContain(State.REFUTED);
        assertThat(report.assumptions())
                .filteredOn(verdict -> verdict.state() == State.NOT_SEEN)
                .allSatisfy(verdict -> assertThat(report.toText()).contains(verdict.reason()))
                .allSatisfy(verdict -> assertThat(verdict.reason()).isNotBlank())
                .extracting(AssumptionVerdict::topic)
                .containsExactlyInAnyOrder(
                        "departed-clients",
                        "long-polls",
                        "empty-queue",
                        "unknown-queue",
                        "send-details-day",
                        "query-message-status");
    }

    /** Each names the line, and what to do. */
    @ParameterizedTest
    @MethodSource
    void aFaultOfAServiceFailsItsLine(Fault fault, RequestKind where, String check, String text) {
        alicom.deliver(smsReport());
        alicom.faults().add(fault.on(where).always());

        assertFailed(examine(), check, text);

        assertThat(alicom.queue("SmsReport").deleted()).isZero();
    }

    static Stream<Arguments> aFaultOfAServiceFailsItsLine() {
        RequestKind token = RequestKind.TOKEN;
        RequestKind receive = RequestKind.RECEIVE;
        return Stream.of(
                arguments(Fault.status(503), token, "token", "503"),
                arguments(Fault.error("Throttling.User", 400), token, "token", "Throttling"),
                arguments(
                        Fault.error("isp.RAM_PERMISSION_DENY", 200),
                        token,
                        "token",
                        "isp.RAM_PERMISSION_DENY"),
                arguments(Fault.htmlPage(), token, "token", "token service"),
                arguments(Fault.dropBefore(), token, "token", "token service"),
                arguments(Fault.cutBody(9), token, "token", "token service"),
                arguments(Fault.status(503), receive, "receive", "503"),
                arguments(Fault.error("AccessDenied", 403), receive, "receive", "AccessDenied"),
                arguments(Fault.error("QueueNotExist", 404), receive, "receive", "does not exist"),
                arguments(Fault.error("InvalidArgument", 400), receive, "receive", "InvalidArg"),
                arguments(Fault.htmlPage(), receive, "receive", ""),
                arguments(Fault.dropBefore(), receive, "receive", "No answer"),
                arguments(Fault.endlessBody(), receive, "receive", ""));
    }

    @ParameterizedTest
    @EnumSource(
            value = Assumption.class,
            names = {"SEND_DETAILS_DAY_REFUSED", "SEND_DETAILS_DAY_EMPTY"})
    void withAPhoneNumberTheDayOfSendDetailsIsTried(Assumption assumption) {
        alicom.assume(assumption);
        options.put("smsEndpoint", alicom.endpoint());

        DoctorReport report = AlicomMnsDoctor.examine(camel, "SmsReport", options, "13900005678");

        assertThat(seen(report, "send-details-day")).isEqualTo(assumption.value());
        assertThat(checks(report, Status.OK)).contains("send details");
        assertThat(report.toText() + report.toJson()).doesNotContain("13900005678");
    }

    @Test
    void sendDetailsThatMayNotBeQueriedAreAWarningWithTheRight() {
        options.put("smsEndpoint", alicom.endpoint());
        alicom.faults()
                .add(
                        Fault.error("isp.RAM_PERMISSION_DENY", 200)
                                .on(RequestKind.SEND_DETAILS)
                                .always());

        DoctorReport report = AlicomMnsDoctor.examine(camel, "SmsReport", options, "13900005678");

        assertThat(report.healthy()).isTrue();
        assertThat(report.findings())
                .filteredOn(finding -> finding.check().equals("send details"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.remedy()).contains("dysms:QuerySendDetails"));
    }

    @Test
    void withAWrongKeySendDetailsAreNotQueried() {
        options.put("smsEndpoint", alicom.endpoint());
        options.put("secretKey", "wrong");

        DoctorReport report = AlicomMnsDoctor.examine(camel, "SmsReport", options, "13900005678");

        assertThat(checks(report, Status.FAILED)).containsExactly("token");
        assertThat(checks(report, Status.SKIPPED)).contains("send details");
        assertThat(alicom.requests().count(RequestKind.SEND_DETAILS)).isZero();
    }

    /** As consumers see it. */
    @Test
    void aProviderThatGivesABlankKeyGivesNoCredentials() {
        options.remove("accessKey");
        options.remove("secretKey");
        AlibabaCloudCredentialsProvider blank = () -> new BasicCredentials(" ", "secret");
        options.put("credentialsProvider", blank);

        assertFailed(examine(), "credentials", "There are no credentials");
    }

    /** The service refuses a number as people write it, which says nothing about the right. */
    @Test
    void aPhoneNumberMayBeWrittenAsPeopleDo() {
        options.put("smsEndpoint", alicom.endpoint());

        DoctorReport report =
                AlicomMnsDoctor.examine(camel, "SmsReport", options, "+86 139-0000-5678");

        assertThat(checks(report, Status.OK)).contains("send details");
    }

    @Test
    void aTextThatIsNoPhoneNumberIsAWrongOptionThatIsNotRepeated() {
        DoctorReport report = AlicomMnsDoctor.examine(camel, "SmsReport", options, "139 0000 567x");

        assertFailed(report, "options", "ALICOM-713");
        assertThat(report.toText() + report.toJson()).doesNotContain("567x");
    }

    @Test
    void aMissingClassOfAnOptionIsSaidToBeMissing() {
        options.put("credentialsProvider", "#class:com.example.Unknown");

        assertFailed(examine(), "options", "ClassNotFoundException: com.example.Unknown");
    }

    @Test
    void onTheInternationalSiteAPhoneNumberIsAWrongOption() {
        options.put("regionId", "ap-southeast-1");

        DoctorReport report = AlicomMnsDoctor.examine(camel, "SmsReport", options, "13900005678");

        assertFailed(report, "options", "use operation=queryMessage");
    }

    @Test
    void aQueueOfAnotherTypeIsAWarningThatNamesBothOptions() {
        options.put("queueName", alicom.queueName("SmsUp"));

        DoctorReport report = examine();

        assertThat(report.findings().get(0))
                .isEqualTo(
                        new Finding(
                                "options",
                                Status.WARNING,
                                "SmsReport from "
                                        + alicom.queueName("SmsUp")
                                        + " in cn-hangzhou, although the queue is the one of SmsUp",
                                "Correct messageType or queueName: a token for SmsReport does not"
                                        + " open this queue."));
        assertThat(report.healthy()).isFalse();
    }

    @Test
    void aHealthyAccountWithAnEmptyQueueIsOkAndTellsWhatItCouldNotCheck() {
        DoctorReport report = examine();

        assertThat(report.healthy()).as(report.toText()).isTrue();
        assertThat(checks(report, Status.OK)).contains("receive", "long polls");
        assertThat(checks(report, Status.SKIPPED)).containsExactly("message");
        assertThat(seen(report, "empty-queue")).isEqualTo("404");
        assertThat(seen(report, "long-polls")).isEqualTo("held");
    }

    @Test
    void aWrongDigestFailsIfConsumersCheckIt() {
        answerWithAWrongDigest();

        assertThat(examine().toText())
                .contains("failed     digest")
                .contains("Set verifyBodyDigest=false");
        options.put("verifyBodyDigest", false);
        assertThat(examine().toText())
                .contains("warning    digest")
                .contains("Keep verifyBodyDigest=false");
    }

    private static void answerWithAWrongDigest() {
        String message =
                "<Message xmlns=\"http://mns.aliyuncs.com/doc/v1/\"><MessageId>1</MessageId>"
                        + "<ReceiptHandle>h</ReceiptHandle><MessageBody>{}</MessageBody>"
                        + "<MessageBodyMD5>00000000000000000000000000000000</MessageBodyMD5>"
                        + "<EnqueueTime>1700000000000</EnqueueTime>"
                        + "<NextVisibleTime>1700000030000</NextVisibleTime>"
                        + "<FirstDequeueTime>1700000000000</FirstDequeueTime>"
                        + "<DequeueCount>1</DequeueCount><Priority>8</Priority></Message>";
        alicom.faults()
                .add(Fault.status(200, "text/xml", message).on(RequestKind.RECEIVE).always());
    }

    @Test
    void theMessageIsVisibleAgainSoonAndNothingIsDeleted() {
        alicom.deliver(smsReport());

        examine();

        assertThat(alicom.queue("SmsReport").deleted()).isZero();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> alicom.queue("SmsReport").visible() == 1);
        assertThat(alicom.queue("SmsReport").messages())
                .extracting(QueuedMessage::dequeueCount)
                .containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Assumption.class,
            mode = Mode.MATCH_ALL,
            names = {
                "(REFUSED_TOKEN|TOKEN_END|VISIBILITY_CHANGE|BATCH_DELETE|DELETE_FAILURE"
                        + "|STALE_HANDLE|BODY|DIGEST|EXPIRED_REQUEST|TOKEN_SCOPE)_.*"
            })
    void whatTheServiceDoesIsToldInTheEmulatorsWords(Assumption assumption) {
        alicom.assume(assumption);
        alicom.deliver(smsReport());

        DoctorReport report = examine();

        assertThat(report.healthy()).as(report.toText()).isTrue();
        String told = seen(report, assumption.topic());
        if (assumption == Assumption.STALE_HANDLE_RECEIPT_HANDLE_ERROR) {
            // the same answer for a message that is not deleted
            assertThat(told).isEqualTo("by-state");
        } else {
            assertThat(told).as(report.toText()).isEqualTo(assumption.value());
        }
        assertThat(alicom.queue("SmsReport").deleted()).isZero();
    }

    @Test
    void theAnswerOfAnEmptyQueueIsReportedInTheEmulatorsWords() {
        alicom.assume(Assumption.EMPTY_QUEUE_204, Assumption.LONG_POLLS_CAPPED);
        DoctorReport capped = examine();
        alicom.assume(Assumption.EMPTY_QUEUE_200_EMPTY_LIST, Assumption.LONG_POLLS_EMPTY_AT_ONCE);
        DoctorReport atOnce = examine();

        assertThat(seen(capped, "empty-queue")).isEqualTo("204");
        assertThat(seen(capped, "long-polls")).isEqualTo("capped");
        assertThat(checks(capped, Status.WARNING)).containsExactly("long polls");
        assertThat(seen(atOnce, "empty-queue")).isEqualTo("200-empty-list");
        assertThat(seen(atOnce, "long-polls")).isEqualTo("empty-at-once");
        assertThat(atOnce.healthy()).isTrue();
    }

    @Test
    void anUnknownQueueCanBeRefusedWithAccessDenied() {
        alicom.assume(Assumption.TOKEN_SCOPE_ANY_QUEUE, Assumption.UNKNOWN_QUEUE_403);

        assertThat(seen(examine(), "unknown-queue")).isEqualTo("403");
    }

    @Test
    void aTokenThatOpensAnyQueueIsReported() {
        alicom.assume(Assumption.TOKEN_SCOPE_ANY_QUEUE);
        alicom.deliver(smsReport());

        DoctorReport report = examine();

        assertThat(seen(report, "token-scope")).isEqualTo("any-queue");
        assertThat(seen(report, "unknown-queue")).isEqualTo("404");
    }

    @Test
    void aQueueThatIsUnknownDoesNotWidenTheScopeOfTheTokenThatADeleteHasShown() {
        alicom.faults()
                .add(
                        Fault.error("QueueNotExist", 404)
                                .on(RequestKind.RECEIVE)
                                .onQueue("doctor-" + alicom.queueName("SmsReport"))
                                .always());
        alicom.deliver(smsReport());

        DoctorReport report = examine();

        assertThat(seen(report, "token-scope")).isEqualTo("own-type");
        assertThat(seen(report, "unknown-queue")).isEqualTo("404");
    }

    @Test
    void slowAnswersAreReported() {
        alicom.assume(Assumption.SLOW_ANSWERS_TO_VISIBILITY);
        alicom.deliver(smsReport());

        assertThat(seen(examine(), "slow-answers")).isEqualTo("to-visibility");
    }

    @Test
    void aRefusalThatCostsSomethingIsAWarning() {
        alicom.assume(Assumption.VISIBILITY_CHANGE_REFUSED, Assumption.BATCH_DELETE_REFUSED);
        alicom.deliver(smsReport());

        DoctorReport report = examine();

        assertThat(report.healthy()).isTrue();
        assertThat(checks(report, Status.WARNING))
                .containsExactlyInAnyOrder("visibility", "batch delete");
    }

    @ParameterizedTest
    @MethodSource
    void aChangeOfVisibilityThatFailsForAPassingReasonIsNoRefusal(Fault fault, String text) {
        alicom.deliver(smsReport());
        alicom.faults().add(fault.on(RequestKind.CHANGE_VISIBILITY).always());

        DoctorReport report = examine();

        assertThat(report.findings())
                .filteredOn(finding -> finding.check().equals("visibility"))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.status()).isEqualTo(Status.WARNING);
                            assertThat(finding.text()).contains(text).doesNotContain("refused");
                            assertThat(finding.remedy()).doesNotContain("redeliveryDelay");
                        });
        assertThat(seen(report, "visibility-change")).isNull();
    }

    static Stream<Arguments> aChangeOfVisibilityThatFailsForAPassingReasonIsNoRefusal() {
        return Stream.of(
                arguments(Fault.error("InternalError", 500), "InternalError"),
                arguments(Fault.status(503), "503"),
                arguments(Fault.status(429), "throttles"));
    }

    @ParameterizedTest
    @MethodSource
    void deletesThatFailAreAWarning(Fault fault, String text) {
        alicom.deliver(smsReport());
        alicom.faults().add(fault.on(RequestKind.BATCH_DELETE).always());

        DoctorReport report = examine();

        assertThat(report.findings())
                .filteredOn(finding -> finding.check().equals("batch delete"))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.status()).isEqualTo(Status.WARNING);
                            assertThat(finding.text()).contains(text);
                            assertThat(finding.remedy()).contains("redelivered");
                        });
        assertThat(seen(report, "batch-delete")).isNull();
    }

    static Stream<Arguments> deletesThatFailAreAWarning() {
        return Stream.of(
                arguments(Fault.status(503), "503"),
                arguments(Fault.error("QpsLimitExceeded", 403), "throttles"),
                arguments(Fault.status(200, "text/html", "<html>"), "not readable as MNS"),
                arguments(Fault.dropBefore(), "No answer"));
    }

    @Test
    void theTopicsAndDefaultsAreThoseOfTheEmulator() {
        Map<String, String> defaults =
                Arrays.stream(Assumption.values())
                        .filter(Assumption::isDefault)
                        .collect(Collectors.toMap(Assumption::topic, Assumption::value));
        options.put("queueName", "wrong name");

        assertThat(examine().assumptions())
                .allMatch(verdict -> verdict.state() == State.NOT_SEEN)
                .extracting(verdict -> Map.entry(verdict.topic(), verdict.assumed()))
                .containsExactlyInAnyOrderElementsOf(defaults.entrySet());
    }

    @Test
    void aWrongOptionIsNamed() {
        options.put("waitTime", "31s");

        assertFailed(examine(), "options", "waitTime is 31s");
    }

    @Test
    void aMisspeltOptionIsNamedWithoutItsValue() {
        options.put("secretKy", "s3cret-of-a-test");

        DoctorReport report = examine();

        assertFailed(report, "options", "Unknown options: [secretKy]");
        assertThat(report.toText()).doesNotContain("s3cret-of-a-test");
    }

    @Test
    void aMissingMessageTypeIsNamed() {
        assertFailed(AlicomMnsDoctor.examine(camel, " ", options), "options", "no message type");
    }

    @Test
    void aContextThatIsNotStartedIsRefusedByName() throws Exception {
        try (DefaultCamelContext idle = new DefaultCamelContext()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> AlicomMnsDoctor.examine(idle, "SmsReport", options))
                    .withMessageContaining("context is not started");
        }
    }

    @Test
    void aWrongKeyFailsTheToken() {
        options.put("secretKey", "wrong");

        DoctorReport report = examine();

        assertFailed(report, "token", "refused a token for SmsReport");
        assertThat(checks(report, Status.SKIPPED)).containsExactly("receive");
    }

    @Test
    void aWrongClockIsNamed() {
        alicom.deliver(smsReport());
        alicom.clock().advance(Duration.ofMinutes(20));

        assertFailed(examine(), "clock", "behind the services'");
    }

    @Test
    void aQueueOfAnotherTypeFailsTheReceive() {
        options.put("queueName", alicom.queueName("SmsUp"));

        DoctorReport report = examine();

        assertThat(report.findings().get(0).text()).contains("the queue is the one of SmsUp");
        assertFailed(report, "receive", "MNS refused access");
    }

    @Test
    void theQueueOfAnotherAccountFailsTheReceive() {
        String foreign = "Alicom-Queue-" + OTHER_ACCOUNT + "-SmsReport";
        alicom.deliverTo(foreign, smsReport());
        options.put("queueName", foreign);

        DoctorReport report = examine();

        assertFailed(report, "receive", "MNS refused access");
        assertThat(report.toText())
                .contains("belong together and to the account of the access key")
                .doesNotContain(OTHER_ACCOUNT);
        assertThat(alicom.queue(foreign).visible()).isEqualTo(1);
    }

    @Test
    void anUnknownHostIsNamed() {
        options.put("mnsEndpoint", "https://mns.invalid");

        assertFailed(examine(), "name", "mns.invalid has no address");
    }

    @Test
    void aClosedPortIsNamed() throws IOException {
        options.put("mnsEndpoint", "http://127.0.0.1:" + closedPort());

        assertFailed(examine(), "connection", "no connection");
    }

    @Test
    void aPortWithoutTlsIsNamed() {
        options.put("tokenEndpoint", alicom.endpoint().replace("http:", "https:"));

        assertFailed(examine(), "connection", "does not answer with TLS");
    }

    @Test
    void theReportHoldsNeitherSecretsNorPersonalData() {
        alicom.deliver(smsReport().phoneNumber("13900001234"));

        DoctorReport report = examine();

        String account = alicom.queueName("SmsReport").replaceAll("\\D+", "");
        for (String text : Stream.of(report.toText(), report.toJson()).toList()) {
            assertThat(text)
                    .doesNotContain(alicom.accessKey(), alicom.secretKey())
                    .doesNotContain("13900001234", account);
        }
    }

    @Test
    void camelsVerifierTellsTheSame() {
        alicom.deliver(smsReport());
        options.put("messageType", "SmsReport");
        ComponentVerifierExtension verifier =
                camel.getComponent("alicom-mns")
                        .getExtension(ComponentVerifierExtension.class)
                        .orElseThrow();

        assertThat(verifier.verify(Scope.PARAMETERS, options).getStatus())
                .isEqualTo(Result.Status.OK);
        assertThat(verifier.verify(Scope.CONNECTIVITY, options).getStatus())
                .isEqualTo(Result.Status.OK);
        options.put("secretKey", "wrong");
        assertThat(verifier.verify(Scope.CONNECTIVITY, options).getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getDescription()).contains("token"));
        options.remove("queueName");
        assertThat(verifier.verify(Scope.PARAMETERS, options).getStatus())
                .isEqualTo(Result.Status.ERROR);
    }

    @Test
    void camelsVerifierNamesAMissingMessageType() {
        ComponentVerifierExtension verifier =
                camel.getComponent("alicom-mns")
                        .getExtension(ComponentVerifierExtension.class)
                        .orElseThrow();

        assertThat(verifier.verify(Scope.CONNECTIVITY, options).getErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getDescription()).contains("message type"));
    }

    private DoctorReport examine() {
        return AlicomMnsDoctor.examine(camel, "SmsReport", options);
    }

    private static List<String> checks(DoctorReport report, Status status) {
        return report.findings().stream()
                .filter(finding -> finding.status() == status)
                .map(Finding::check)
                .toList();
    }

    private static String seen(DoctorReport report, String topic) {
        return report.assumptions().stream()
                .filter(verdict -> verdict.topic().equals(topic))
                .findFirst()
                .orElseThrow()
                .seen();
    }

    private static void assertFailed(DoctorReport report, String check, String text) {
        assertThat(report.healthy()).isFalse();
        assertThat(report.findings())
                .as(report.toText())
                .anySatisfy(
                        finding -> {
                            assertThat(finding.status()).isEqualTo(Status.FAILED);
                            assertThat(finding.check()).isEqualTo(check);
                            assertThat(finding.text()).contains(text);
                            assertThat(finding.remedy()).isNotEmpty();
                        });
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
