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

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.exceptions.ServerException;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Each kind of failure carries Alibaba Cloud's id of the request, which its support asks for. */
class RequestIdsTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final String OF_MNS = "[0-9A-F]{24}";
    private static final String OF_RPC = "[0-9A-F]{8}-[0-9A-F-]{27}";

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final Threads threads = new Threads(callers, callers, timer);

    @AfterEach
    void close() {
        callers.shutdownNow();
        timer.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECEIVE", "DELETE", "BATCH_DELETE", "CHANGE_VISIBILITY"})
    void ofARefusalByMns(RequestKind kind) {
        alicom.faults().add(Fault.error("AccessDenied", 403).on(kind).always());

        try (MnsQueue queue = queue(emulator())) {
            MnsException e = failure(() -> BlockingCall.await(call(queue, kind)));

            assertThat(e.requestId()).matches(OF_MNS);
            assertThat(e.code()).isEqualTo("AccessDenied");
            assertThat(e).hasMessageEndingWith(" (RequestId " + e.requestId() + ")");
            assertThat(e.reference()).isEqualTo("AccessDenied, RequestId " + e.requestId());
        }
    }

    private static CompletableFuture<?> call(MnsQueue queue, RequestKind kind) {
        return switch (kind) {
            case RECEIVE -> queue.receive(1, Duration.ZERO);
            case DELETE -> queue.delete(List.of("h"), PATIENCE);
            case BATCH_DELETE -> queue.delete(List.of("h", "i"), PATIENCE);
            default -> queue.changeVisibility("h", Duration.ofSeconds(9), PATIENCE);
        };
    }

    @Test
    void ofAQueueThatDoesNotExist() {
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE));

        try (MnsQueue queue = queue(emulator())) {
            assertThat(failure(() -> BlockingCall.await(queue.receive(1, Duration.ZERO))))
                    .hasMessageMatching(".*some minutes \\(RequestId " + OF_MNS + "\\)");
        }
    }

    @Test
    void ofEachMessageThatADeleteLeaves() {
        alicom.deliver(smsReport(), smsReport());
        try (MnsQueue queue = queue(emulator())) {
            List<String> handles =
                    BlockingCall.await(queue.receive(16, Duration.ZERO)).stream()
                            .map(ReceivedMessage::receiptHandle)
                            .toList();
            BlockingCall.await(queue.delete(handles, PATIENCE));

            List<DeleteFailure> batch = BlockingCall.await(queue.delete(handles, PATIENCE));
            List<DeleteFailure> single =
                    BlockingCall.await(queue.delete(handles.subList(0, 1), PATIENCE));

            assertThat(batch).hasSize(2).extracting(DeleteFailure::requestId).doesNotContainNull();
            assertThat(batch.get(0).requestId()).isEqualTo(batch.get(1).requestId());
            assertThat(single.get(0).requestId()).matches(OF_MNS);
        }
    }

    /** An answer that is not an error document of MNS has the id in its headers at most. */
    @ParameterizedTest
    @CsvSource({
        "302 Found,''",
        "503 Service Unavailable,<html>busy</html>",
        "200 OK,<html>in</html>"
    })
    void ofTheHeadersWhereTheBodyOfMnsHasNone(String status, String body) throws IOException {
        String headers = "x-mns-request-id: 6081410D314543877A0C839E\r\nLocation: /login\r\n";
        try (RawServer server = new RawServer(RawServer.reply(status, headers, body));
                MnsQueue queue = queue(server.endpoint())) {
            assertThat(failure(() -> BlockingCall.await(queue.receive(1, Duration.ZERO))))
                    .hasMessageEndingWith(" (RequestId 6081410D314543877A0C839E)");
        }
    }

    @Test
    void noneWhereThereIsNoneOrNotOne() throws IOException {
        String headers = "x-mns-request-id: {{secret}}\r\n";
        try (RawServer server = new RawServer(RawServer.reply("503 Busy", headers, ""));
                MnsQueue queue = queue(server.endpoint())) {
            MnsException e = failure(() -> BlockingCall.await(queue.receive(1, Duration.ZERO)));

            assertThat(e.requestId()).isNull();
            assertThat(e.getMessage()).doesNotContain("secret", "RequestId");
            assertThat(e.reference()).isEqualTo("no error code");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidAccessKeyId.NotFound,404",
        "InternalError,500",
        "isp.RAM_PERMISSION_DENY,200",
        "isv.INVALID_PARAMETERS,200"
    })
    void ofARefusalByEachRpcService(String code, int status) {
        URI emulator = emulator();
        alicom.faults().add(Fault.error(code, status).always());

        assertThat(List.of(failure(() -> token(emulator)), failure(() -> sms(emulator))))
                .allSatisfy(RequestIdsTest::hasRpcId);
        assertThat(List.of(failure(() -> globe(emulator)), failure(() -> call(emulator))))
                .allSatisfy(RequestIdsTest::hasRpcId);
    }

    private static void hasRpcId(MnsException e) {
        assertThat(e.requestId()).matches(OF_RPC);
        assertThat(e).hasMessageEndingWith(" (RequestId " + e.requestId() + ")");
    }

    /** OK, and what was asked for is missing or malformed. */
    @Test
    void ofAnRpcAnswerFromWhichSomethingIsMissing() throws IOException {
        String body =
                "{\"Code\":\"OK\",\"RequestId\":\"5F-1\",\"SmsSendDetailDTOs\":"
                        + "{\"SmsSendDetailDTO\":7},\"Data\":\"x\"}";
        try (RawServer server = new RawServer(RawServer.reply("200 OK", "", body))) {
            assertThat(failure(() -> token(server.endpoint())))
                    .hasMessageEndingWith(" is missing (RequestId 5F-1)");
            assertThat(failure(() -> sms(server.endpoint())))
                    .hasMessageEndingWith(" is not a list (RequestId 5F-1)");
            assertThat(failure(() -> call(server.endpoint())))
                    .hasMessageEndingWith(" is not a JSON object (RequestId 5F-1)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"302 Found", "502 Bad Gateway", "200 OK"})
    void ofTheHeadersOfAnRpcAnswerThatIsAPage(String status) throws IOException {
        String headers = "x-acs-request-id: 5F-2\r\n";
        try (RawServer server = new RawServer(RawServer.reply(status, headers, "<html>"))) {
            assertThat(failure(() -> token(server.endpoint())))
                    .hasMessageEndingWith(" (RequestId 5F-2)");
        }
    }

    @Test
    void ofARefusalThatTheCredentialsProviderGot() {
        AlibabaCloudCredentialsProvider refused =
                () -> {
                    ServerException e = new ServerException("NoPermission", "You are not allowed");
                    e.setRequestId("5F-3");
                    throw e;
                };
        GatewaySettings settings = settings(emulator(), emulator(), refused);

        assertThat(failure(() -> new TokenService(settings).fetch()))
                .hasMessageEndingWith(" (RequestId 5F-3)");
    }

    private static MnsException failure(ThrowingCallable call) {
        return catchThrowableOfType(MnsException.class, call);
    }

    private MnsQueue queue(URI mns) {
        return MnsGateway.open(settings(emulator(), mns, credentials()), threads);
    }

    private static void token(URI endpoint) {
        new TokenService(settings(endpoint, emulator(), credentials())).fetch();
    }

    private static void sms(URI endpoint) {
        new SmsService(query(endpoint, "cn-hangzhou")).page("1", LocalDate.now(), null, 50, 1);
    }

    private static void globe(URI endpoint) {
        try (GlobeMessages messages =
                new GlobeMessages(query(endpoint, "ap-southeast-1"), quickRetry())) {
            messages.find("1");
        }
    }

    private static void call(URI endpoint) {
        try (CallDetails details = new CallDetails(query(endpoint, "cn-hangzhou"), quickRetry())) {
            details.find("1", LocalDate.now(), 1);
        }
    }

    private static Retry quickRetry() {
        return new Retry(Duration.ofMillis(1), Duration.ofMillis(1));
    }

    private static QuerySettings query(URI endpoint, String regionId) {
        return new QuerySettings(regionId, endpoint, null, credentials(), ProxySettings.UNSET);
    }

    private static GatewaySettings settings(
            URI tokens, URI mns, AlibabaCloudCredentialsProvider credentials) {
        return new GatewaySettings(
                "SmsReport",
                alicom.queueName("SmsReport"),
                "cn-hangzhou",
                tokens,
                mns,
                null,
                credentials,
                Duration.ofMinutes(2));
    }

    private static URI emulator() {
        return URI.create(alicom.endpoint());
    }

    private static AlibabaCloudCredentialsProvider credentials() {
        return MnsGateway.credentials(alicom.accessKey(), alicom.secretKey(), null);
    }
}
