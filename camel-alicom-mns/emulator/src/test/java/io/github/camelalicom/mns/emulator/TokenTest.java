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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import com.aliyun.mns.common.ServiceHandlingRequiredException;
import com.aliyun.mns.model.QueueMeta;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.profile.DefaultProfile;
import com.fasterxml.jackson.databind.JsonNode;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Temporary keys: issue, scope and expiry. */
class TokenTest {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @RegisterExtension
    static AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(
                    emulator -> emulator.tokenLifetime(Duration.ofMinutes(20)));

    @ParameterizedTest
    @EnumSource(
            value = MethodType.class,
            names = {"GET", "POST"})
    void issuesATokenInChinaTime(MethodType method) throws Exception {
        // given
        CommonRequest request = AliyunClients.tokenRequest(alicom.emulator(), method);
        request.putQueryParameter("MessageType", "SmsReport");
        request.putQueryParameter("QueueName", alicom.queueName("SmsReport"));
        request.putQueryParameter("OwnerId", "123");
        // when
        JsonNode answer = AliyunClients.call(alicom.accessKey(), alicom.secretKey(), request);
        // then
        JsonNode token = answer.path("MessageTokenDTO");
        LocalDateTime expires = LocalDateTime.parse(token.path("ExpireTime").asText(), TIME);
        LocalDateTime china = LocalDateTime.now(ZoneId.of("Asia/Shanghai"));
        assertThat(answer.path("Code").asText()).isEqualTo("OK");
        assertThat(token.path("AccessKeyId").asText()).startsWith("STS.");
        assertThat(Duration.between(china, expires)).isBetween(minutes(19), minutes(20));
        assertThat(LocalDateTime.parse(token.path("CreateTime").asText(), TIME))
                .isEqualTo(expires.minus(minutes(20)));
    }

    @Test
    @SuppressWarnings("unchecked") // the signature of the client is a raw type
    void refusesAWrongSecretInTheFormThatTheClientExpects() {
        CommonRequest request = AliyunClients.tokenRequest(alicom.emulator(), MethodType.POST);
        request.putQueryParameter("MessageType", "SmsReport");
        // Only the call for typed requests reads the text after "string to sign is:".
        DefaultProfile profile =
                DefaultProfile.getProfile("cn-hangzhou", alicom.accessKey(), "wrong");
        assertThatThrownBy(
                        () -> new DefaultAcsClient(profile).getAcsResponse(request.buildRequest()))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        e -> assertThat(e.getErrCode()).isEqualTo("SDK.InvalidAccessKeySecret"));
    }

    @Test
    void readsParametersOfTheQueryAndOfAFormTogether() throws Exception {
        // given
        CommonRequest request = AliyunClients.tokenRequest(alicom.emulator(), MethodType.POST);
        request.putQueryParameter("MessageType", "SmsReport");
        request.putBodyParameter("QueueName", "Alicom-Queue-7-SmsReport");
        // when
        AliyunClients.call(alicom.accessKey(), alicom.secretKey(), request);
        // then
        assertThat(alicom.queueName("Alicom-Queue-7-SmsReport"))
                .isEqualTo("Alicom-Queue-7-SmsReport");
    }

    @Test
    void opensTheQueueItWasAskedForAndNoOther() throws Exception {
        // given
        String name = alicom.queueName("SmsReport");
        alicom.deliver(smsReport());
        alicom.deliverTo("Alicom-Queue-9-SmsReport", smsReport());
        // when
        try (AliyunClients client = AliyunClients.ofToken(alicom.emulator(), "SmsReport", name)) {
            // then
            assertThat(client.queue(name).popMessage()).isNotNull();
            assertRefused(client, "Alicom-Queue-9-SmsReport");
        }
    }

    @Test
    void opensEveryQueueOfTheTypeWhenNoNameWasGiven() throws Exception {
        // given
        alicom.deliver(smsReport());
        alicom.deliverTo("Alicom-Queue-9-SmsReport", smsReport());
        alicom.deliver(Receipts.smsUp());
        // when
        try (AliyunClients client = AliyunClients.ofToken(alicom.emulator(), "SmsReport", null)) {
            // then
            assertThat(client.queue("Alicom-Queue-9-SmsReport").popMessage()).isNotNull();
            assertThat(client.queue(alicom.queueName("SmsReport")).popMessage()).isNotNull();
            assertRefused(client, alicom.queueName("SmsUp"));
        }
    }

    @Test
    void isRefusedWhenItsTimeIsOver() throws Exception {
        // given
        String name = alicom.queueName("SmsReport");
        try (AliyunClients client = AliyunClients.ofToken(alicom.emulator(), "SmsReport", name)) {
            // when
            alicom.clock().advance(Duration.ofMinutes(20));
            // then
            assertRefused(client, name);
        }
    }

    @Test
    void isRefusedOnceATestExpiresIt() throws Exception {
        String name = alicom.queueName("SmsReport");
        try (AliyunClients old = AliyunClients.ofToken(alicom.emulator(), "SmsReport", name)) {
            // when
            alicom.expireTokens();
            // then
            assertRefused(old, name);
        }
        try (AliyunClients fresh = AliyunClients.ofToken(alicom.emulator(), "SmsReport", name)) {
            assertThat(fresh.queue(name).popMessage()).isNull();
        }
    }

    @Test
    void isRefusedWithTheTokenOfAnotherKeyOrWithNone() throws Exception {
        // given
        String name = alicom.queueName("SmsReport");
        JsonNode one = token(name);
        String id = one.path("AccessKeyId").asText();
        String secret = one.path("AccessKeySecret").asText();
        String other = token(name).path("SecurityToken").asText();
        // then
        for (String token : new String[] {other, null}) {
            try (AliyunClients client = AliyunClients.with(alicom.emulator(), id, secret, token)) {
                assertRefused(client, name);
            }
        }
    }

    @Test
    void opensOnlyTheQueuesOfTheAccountWhoseKeyRequestedIt() throws Exception {
        try (AlicomEmulator two =
                AlicomEmulator.builder().account("other-key", "other-secret", "2").start()) {
            String own = two.queueName("SmsReport");
            String foreign = "Alicom-Queue-2-SmsReport";
            two.deliverTo(own, smsReport());
            two.deliverTo(foreign, smsReport());

            assertScope(two, "emulator", "emulator-secret", own, foreign);
            assertScope(two, "other-key", "other-secret", foreign, own);
        }
    }

    private static void assertScope(
            AlicomEmulator emulator, String id, String secret, String own, String foreign)
            throws Exception {
        for (String queueName : new String[] {own, foreign}) {
            CommonRequest request = AliyunClients.tokenRequest(emulator, MethodType.POST);
            request.putQueryParameter("MessageType", "SmsReport");
            request.putQueryParameter("QueueName", queueName);
            JsonNode token = AliyunClients.call(id, secret, request).path("MessageTokenDTO");
            try (AliyunClients client =
                    AliyunClients.with(
                            emulator,
                            token.path("AccessKeyId").asText(),
                            token.path("AccessKeySecret").asText(),
                            token.path("SecurityToken").asText())) {
                if (queueName.equals(own)) {
                    assertThat(client.queue(own).popMessage()).isNotNull();
                } else {
                    assertRefused(client, foreign);
                }
            }
        }
    }

    @Test
    void mayNotManageQueues() throws Exception {
        String name = alicom.queueName("SmsReport");
        try (AliyunClients client = AliyunClients.ofToken(alicom.emulator(), "SmsReport", name)) {
            QueueMeta meta = new QueueMeta();
            meta.setQueueName(name);
            assertThatThrownBy(() -> client.queue(name).create(meta))
                    .hasMessageContaining("forbidden");
            assertThatThrownBy(() -> client.queue(name).delete()).hasMessageContaining("forbidden");
            assertThat(client.queue(name).getAttributes().getQueueName()).isEqualTo(name);
        }
    }

    @Test
    void createsNoQueueWithAnInvalidName() throws Exception {
        token("a/b-SmsReport");
        assertThat(alicom.queueName("a/b-SmsReport"))
                .isEqualTo("Alicom-Queue-1000000000000001-a/b-SmsReport");
    }

    @Test
    void isRecordedWithTheKeyThatSignedItsFormBody() throws Exception {
        // given
        CommonRequest request = AliyunClients.tokenRequest(alicom.emulator(), MethodType.POST);
        request.putQueryParameter("MessageType", "SmsReport");
        AliyunClients.call(alicom.accessKey(), alicom.secretKey(), request);
        // when: pop-core sends all parameters in the body
        HttpRequest form =
                HttpRequest.newBuilder(URI.create(alicom.endpoint()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("Action=x&Version=y&AccessKeyId=a%2Fb"))
                        .build();
        HttpClient.newHttpClient().send(form, BodyHandlers.discarding());
        // then
        assertThat(alicom.requests().all())
                .extracting(RecordedRequest::accessKeyId)
                .containsExactly("emulator", "a/b");
    }

    private static JsonNode token(String queueName) throws ClientException {
        return AliyunClients.token(alicom.emulator(), "SmsReport", queueName)
                .path("MessageTokenDTO");
    }

    private static void assertRefused(AliyunClients client, String queueName) {
        assertThatThrownBy(() -> client.queue(queueName).popMessage())
                .isInstanceOfSatisfying(
                        ServiceHandlingRequiredException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo("AccessDenied"));
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
