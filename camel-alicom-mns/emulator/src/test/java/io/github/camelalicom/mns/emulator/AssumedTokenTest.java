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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import com.aliyun.mns.common.ServiceHandlingRequiredException;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.http.MethodType;
import com.fasterxml.jackson.databind.JsonNode;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** What each assumption about tokens, keys and send details does to a client. */
class AssumedTokenTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @ParameterizedTest
    @CsvSource({
        "REFUSED_TOKEN_403_ACCESS_DENIED, 403, AccessDenied",
        "REFUSED_TOKEN_403_INVALID_ACCESS_KEY_ID, 403, InvalidAccessKeyId",
        "REFUSED_TOKEN_401_SECURITY_TOKEN_EXPIRED, 401, SecurityTokenExpired",
        "REFUSED_TOKEN_400_INVALID_SECURITY_TOKEN, 400, InvalidSecurityToken",
        "REFUSED_TOKEN_408_TIME_EXPIRED, 408, TimeExpired",
    })
    void anEndedTokenIsRefused(Assumption assumption, int status, String code) throws Exception {
        // given
        alicom.assume(assumption);
        RawMns mns = RawMns.ofToken(alicom.emulator(), "SmsReport");
        // when
        alicom.expireTokens();
        HttpResponse<String> answer = mns.get(messages());
        // then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "TOKEN_END_CHINA_TIME",
                "TOKEN_END_ISO_UTC",
                "TOKEN_END_ISO_OFFSET",
                "TOKEN_END_EPOCH_SECONDS",
                "TOKEN_END_EPOCH_MILLIS"
            })
    void theEndIsTheSameMomentInEachForm(Assumption assumption) throws Exception {
        alicom.assume(assumption);
        String end = token(alicom.queueName("SmsReport")).path("ExpireTime").asText();
        assertThat(reader(assumption).apply(end))
                .isCloseTo(
                        alicom.clock().instant().plus(Duration.ofHours(1)),
                        within(Duration.ofSeconds(20)));
    }

    private static Function<String, Instant> reader(Assumption assumption) {
        return switch (assumption) {
            case TOKEN_END_ISO_UTC -> Instant::parse;
            case TOKEN_END_ISO_OFFSET ->
                    text -> {
                        assertThat(text).endsWith("+08:00");
                        return OffsetDateTime.parse(text).toInstant();
                    };
            case TOKEN_END_EPOCH_SECONDS -> text -> Instant.ofEpochSecond(Long.parseLong(text));
            case TOKEN_END_EPOCH_MILLIS -> text -> Instant.ofEpochMilli(Long.parseLong(text));
            default ->
                    text ->
                            LocalDateTime.parse(
                                            text,
                                            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))
                                    .toInstant(ZoneOffset.ofHours(8));
        };
    }

    @Test
    void theEndIsMissingEmptyOrUnreadable() throws Exception {
        String queue = alicom.queueName("SmsReport");
        alicom.assume(Assumption.TOKEN_END_MISSING);
        assertThat(token(queue).has("ExpireTime")).isFalse();
        assertThat(token(queue).path("CreateTime").asText()).isNotEmpty();
        alicom.assume(Assumption.TOKEN_END_EMPTY);
        assertThat(token(queue).get("ExpireTime").asText()).isEmpty();
        alicom.assume(Assumption.TOKEN_END_UNREADABLE);
        assertThat(token(queue).path("ExpireTime").asText()).isNotEmpty().doesNotContain("20");
    }

    @Test
    void aTokenOpensOnlyAQueueWhoseNameEndsInItsType() throws Exception {
        // given
        String other = alicom.queueName("SmsUp");
        alicom.deliver(Receipts.smsUp());
        // then
        try (AliyunClients client = AliyunClients.ofToken(alicom.emulator(), "SmsReport", other)) {
            assertThatThrownBy(() -> client.queue(other).popMessage())
                    .isInstanceOfSatisfying(
                            ServiceHandlingRequiredException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo("AccessDenied"));
            alicom.assume(Assumption.TOKEN_SCOPE_ANY_QUEUE);
            assertThat(client.queue(other).popMessage()).isNotNull();
        }
    }

    @Test
    void aTokenMakesTheQueueItOpensAndNoOther() throws Exception {
        try (AlicomEmulator fresh = AlicomEmulator.start()) {
            AliyunClients.token(fresh, "SmsReport", "Alicom-Queue-1-SmsUp");
            AliyunClients.token(fresh, "SmsReport", null);
            assertThat(fresh.queues().all()).isEmpty();
            AliyunClients.token(fresh, "SmsReport", "Alicom-Queue-1-SmsReport");
            assertThat(fresh.queues().find("Alicom-Queue-1-SmsReport")).isPresent();
            fresh.assume(Assumption.TOKEN_SCOPE_ANY_QUEUE);
            AliyunClients.token(fresh, "SmsReport", "a-pool");
            assertThat(fresh.queues().find("a-pool")).isPresent();
        }
    }

    @Test
    void aQueueExistsFromTheStartByItsOption() {
        try (AlicomEmulator own = AlicomEmulator.builder().queue("a-SmsUp").start()) {
            assertThat(new RawMns(own).get("/queues/a-SmsUp").statusCode()).isEqualTo(200);
            assertThat(own.queues().find("a-SmsUp").orElseThrow().messageType()).isEqualTo("SmsUp");
        }
        assertThatThrownBy(() -> AlicomEmulator.builder().queue("a_b"))
                .hasMessageContaining("queue: a_b is out of range; allowed is 1 to 120 letters");
    }

    @ParameterizedTest
    @CsvSource({"EXPIRED_REQUEST_408, 408", "EXPIRED_REQUEST_400, 400"})
    void anOldRequestIsRefused(Assumption assumption, int status) {
        alicom.assume(assumption);
        String date = RawMns.date(Instant.now().minus(Duration.ofMinutes(16)));
        HttpResponse<String> answer =
                new RawMns(alicom.emulator()).header("date", date).get(messages());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("<Code>TimeExpired</Code>");
    }

    @ParameterizedTest
    @CsvSource({
        "SEND_DETAILS_DAY_REFUSED, isv.INVALID_PARAMETERS",
        "SEND_DETAILS_DAY_EMPTY, OK",
    })
    void aDayOutsideTheThirtyIsAnswered(Assumption assumption, String code) throws Exception {
        // given
        alicom.assume(assumption);
        alicom.deliver(smsReport().phoneNumber("13900001234"));
        CommonRequest request = AliyunClients.tokenRequest(alicom.emulator(), MethodType.POST);
        request.setSysAction("QuerySendDetails");
        request.putQueryParameter("PhoneNumber", "13900001234");
        request.putQueryParameter("SendDate", "20200101");
        request.putQueryParameter("PageSize", "10");
        request.putQueryParameter("CurrentPage", "1");
        // when
        JsonNode answer = AliyunClients.call(alicom.accessKey(), alicom.secretKey(), request);
        // then
        assertThat(answer.path("Code").asText()).isEqualTo(code);
        assertThat(answer.path("TotalCount").asInt()).isZero();
    }

    private static JsonNode token(String queueName) throws Exception {
        return AliyunClients.token(alicom.emulator(), "SmsReport", queueName)
                .path("MessageTokenDTO");
    }

    private static String messages() {
        return "/queues/" + alicom.queueName("SmsReport") + "/messages";
    }
}
