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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BasicCredentials;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.FaultRule;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Tokens through the SDK's core: what comes of good answers and of all the others. */
class TokenServiceTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(e -> e.tokenLifetime(Duration.ofMinutes(30)));

    @Test
    void aTokenLivesUntilItsExpireTimeInChina() {
        MnsToken token = service(alicom.secretKey()).fetch();

        assertThat(Duration.ofNanos(token.expiresAt() - System.nanoTime()))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30).plusSeconds(1));
        assertThat(token).hasToString("MnsToken[***]");
    }

    @Test
    void aWrongClockHereDoesNotChangeWhatIsLeftOfATokensLife() {
        // the emulator's day moves on, this machine's does not
        alicom.clock().advance(Duration.ofHours(5));

        MnsToken token = service(alicom.secretKey()).fetch();

        assertThat(Duration.ofNanos(token.expiresAt() - System.nanoTime()))
                .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30).plusSeconds(1));
    }

    @Test
    void theRequestNamesQueueTypeAndOwner() {
        GatewaySettings plain =
                settings(
                        URI.create(alicom.endpoint()),
                        MnsGateway.credentials(alicom.accessKey(), alicom.secretKey(), null));
        new TokenService(ownedBy(42L, plain)).fetch();

        assertThat(alicom.requests().ofKind(RequestKind.TOKEN).get(0).target())
                .contains("MessageType=SmsReport")
                .contains("QueueName=" + alicom.queueName("SmsReport"))
                .contains("OwnerId=42");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Fault.status(503), Kind.TOKEN_UNAVAILABLE),
                Arguments.of(
                        Fault.status(502, "text/html", "<html>proxy</html>"),
                        Kind.TOKEN_UNAVAILABLE),
                Arguments.of(
                        Fault.status(200, "text/html", "<html>portal</html>"),
                        Kind.TOKEN_UNAVAILABLE),
                Arguments.of(Fault.status(200, "application/json", ""), Kind.TOKEN_UNAVAILABLE),
                Arguments.of(Fault.status(200, "application/json", "[]"), Kind.TOKEN_UNAVAILABLE),
                Arguments.of(
                        Fault.status(200, "application/json", "{\"Code\":\"OK\"}"),
                        Kind.TOKEN_UNAVAILABLE),
                Arguments.of(
                        Fault.status(200, "application/json", "{\"status\":\"please log in\"}"),
                        Kind.TOKEN_UNAVAILABLE),
                Arguments.of(Fault.dropBefore(), Kind.TOKEN_UNAVAILABLE),
                Arguments.of(Fault.dropAfter(), Kind.TOKEN_UNAVAILABLE),
                Arguments.of(Fault.error("Throttling.User", 400), Kind.THROTTLED),
                Arguments.of(Fault.error("InternalError", 500), Kind.TOKEN_UNAVAILABLE),
                Arguments.of(Fault.error("isp.RAM_PERMISSION_DENY", 200), Kind.TOKEN),
                Arguments.of(Fault.error("isp.SYSTEM_ERROR", 200), Kind.TOKEN_UNAVAILABLE),
                Arguments.of(Fault.error("isv.INVALID_PARAMETERS", 200), Kind.REJECTED),
                Arguments.of(Fault.error("InvalidAccessKeyId.NotFound", 404), Kind.TOKEN));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureHasAKindAndHarmlessWords(Fault fault, Kind kind) {
        alicom.faults().add(fault.on(RequestKind.TOKEN));

        MnsException e =
                catchThrowableOfType(MnsException.class, () -> service(alicom.secretKey()).fetch());

        assertThat(e.kind()).isEqualTo(kind);
        assertThat(e)
                .hasStackTraceContaining("token service")
                .satisfies(TokenServiceTest::isHarmless);
    }

    @Test
    void anEndInThePastIsNamed() {
        alicom.faults().add(tokenUntil("\"2020-01-01 00:00:00\""));

        MnsException e =
                catchThrowableOfType(MnsException.class, () -> service(alicom.secretKey()).fetch());

        assertThat(e).hasMessageContaining("is over");
        assertThat(e.kind()).isEqualTo(Kind.TOKEN_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"tomorrow\"", "\"\"", "null", "{}", "\"2026-13-41 00:00:00\""})
    void whereTheEndIsNotReadableTenMinutesAreAssumed(String expireTime) {
        alicom.faults().add(tokenUntil(expireTime));

        MnsToken token = service(alicom.secretKey()).fetch();

        assertThat(Duration.ofNanos(token.expiresAt() - System.nanoTime()))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void anEndInMillisecondsIsANumber() {
        long end = System.currentTimeMillis() + Duration.ofMinutes(40).toMillis();
        alicom.faults().add(tokenUntil(String.valueOf(end)));

        MnsToken token = service(alicom.secretKey()).fetch();

        assertThat(Duration.ofNanos(token.expiresAt() - System.nanoTime()))
                .isBetween(Duration.ofMinutes(39), Duration.ofMinutes(41));
    }

    private static FaultRule tokenUntil(String expireTime) {
        String body =
                """
                {"Code":"OK","MessageTokenDTO":{"AccessKeyId":"STS.a","AccessKeySecret":"b",
                "SecurityToken":"c","CreateTime":"2020-01-01 00:00:00","ExpireTime":%s}}"""
                        .formatted(expireTime);
        return Fault.status(200, "application/json", body).on(RequestKind.TOKEN);
    }

    @Test
    void aWrongSecretIsDistinguishedFromOtherFailures() {
        MnsException e =
                catchThrowableOfType(MnsException.class, () -> service("another-secret").fetch());

        assertThat(e.kind()).isEqualTo(Kind.TOKEN);
        assertThat(e)
                .hasMessageContaining("check accessKey and secretKey")
                .satisfies(TokenServiceTest::isHarmless);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvalidSecurityToken.Expired",
                "InvalidSecurityToken.MismatchWithAccessKey",
                "MissingSecurityToken"
            })
    void temporaryCredentialsThatAreRefusedAreNamed(String code) {
        assertThat(refusal(code, "Specified SecurityToken is wrong"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.TOKEN))
                .hasMessageContaining("(" + code + "); check sessionToken");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LTAI5tExample", "STS.NUExample"})
    void aKeyInTheTextOfARefusalIsNotRepeated(String key) {
        assertThat(refusal("Forbidden.AccessKeyDisabled", "The key " + key + " is disabled"))
                .hasMessageContaining(
                        "(Forbidden.AccessKeyDisabled); check accessKey and secretKey")
                .hasMessageNotContaining(key);
    }

    @Test
    void aRefusalThatEndsWithAFullStopStaysOneSentence() {
        assertThat(refusal("InvalidAccessKeyId.NotFound", "Specified access key is not found."))
                .hasMessageContaining("is not found; check accessKey");
    }

    @Test
    void aRefusalIsOneShortLine() {
        String text =
                refusal("isv.SOMETHING", "a\n2026 WARN forged " + "x".repeat(9_000)).getMessage();

        assertThat(text).contains("a 2026").doesNotContain("\n").hasSizeLessThan(700);
    }

    @Test
    void whatIsNotACodeIsThatOfAnotherServer() {
        assertThat(refusal("Access denied\nby policy", "no"))
                .hasMessageContaining("without an error code of Alibaba Cloud")
                .hasMessageNotContaining("policy");
    }

    private MnsException refusal(String code, String text) {
        alicom.faults().add(Fault.error(code, 400, text).on(RequestKind.TOKEN).always());
        return catchThrowableOfType(MnsException.class, () -> service(alicom.secretKey()).fetch());
    }

    @Test
    void aRotatedKeyIsUsedForTheNextToken() {
        AtomicReference<String> secret = new AtomicReference<>("the-old-secret");
        TokenService service =
                new TokenService(
                        settings(
                                URI.create(alicom.endpoint()),
                                () -> new BasicCredentials(alicom.accessKey(), secret.get())));
        catchThrowableOfType(MnsException.class, service::fetch);

        secret.set(alicom.secretKey());

        assertThat(service.fetch()).isNotNull();
    }

    @Test
    void aServiceThatCannotBeReachedIsNamed() {
        TokenService service = service("secret", URI.create("http://127.0.0.1:1"));

        MnsException e = catchThrowableOfType(MnsException.class, service::fetch);

        assertThat(e.kind()).isEqualTo(Kind.TOKEN_UNAVAILABLE);
        assertThat(e)
                .hasMessageContaining("http://127.0.0.1:1")
                .satisfies(TokenServiceTest::isHarmless);
    }

    @Test
    void overHttpsByDefaultAPlainServiceIsNeverAsked() {
        String authority = URI.create(alicom.endpoint()).getAuthority();

        catchThrowableOfType(
                MnsException.class,
                () -> service(alicom.secretKey(), URI.create("https://" + authority)).fetch());

        assertThat(alicom.requests().count(RequestKind.TOKEN)).isZero();
    }

    @Test
    void withoutCredentialsTheMessageNamesTheOptionsToSet() {
        GatewaySettings settings =
                settings(
                        URI.create(alicom.endpoint()),
                        () -> {
                            throw new com.aliyuncs.exceptions.ClientException("not found anywhere");
                        });

        MnsException e =
                catchThrowableOfType(MnsException.class, () -> new TokenService(settings).fetch());

        assertThat(e.kind()).isEqualTo(Kind.TOKEN);
        assertThat(e).hasMessageContaining("set accessKey and secretKey");
    }

    /** It may hold what the provider has read. */
    @Test
    void theTextOfAProvidersExceptionIsNotRepeated() {
        GatewaySettings settings =
                settings(
                        URI.create(alicom.endpoint()),
                        () -> {
                            throw new IllegalStateException("cannot use hidden-secret");
                        });

        MnsException e =
                catchThrowableOfType(MnsException.class, () -> new TokenService(settings).fetch());

        assertThat(e.kind()).isEqualTo(Kind.TOKEN_UNAVAILABLE);
        assertThat(e)
                .hasMessageContaining("credentials provider: java.lang.IllegalStateException")
                .hasStackTraceContaining("ALICOM-203");
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("hidden-secret");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void credentialsWithoutAKeyAreNone(String key) {
        GatewaySettings settings =
                settings(URI.create(alicom.endpoint()), () -> new KeylessCredentials(key));

        MnsException e =
                catchThrowableOfType(MnsException.class, () -> new TokenService(settings).fetch());

        assertThat(e.kind()).isEqualTo(Kind.TOKEN);
        assertThat(e).hasMessageContaining("set accessKey and secretKey");
    }

    private record KeylessCredentials(String key) implements AlibabaCloudCredentials {

        @Override
        public String getAccessKeyId() {
            return key;
        }

        @Override
        public String getAccessKeySecret() {
            return key;
        }
    }

    private static void isHarmless(Throwable e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        assertThat(text.toString())
                .doesNotContain(
                        "Signature=", "AccessKeyId=", alicom.accessKey() + "&", "emulator-secret");
    }

    private static TokenService service(String secret) {
        return service(secret, URI.create(alicom.endpoint()));
    }

    private static TokenService service(String secret, URI endpoint) {
        return new TokenService(
                settings(endpoint, MnsGateway.credentials(alicom.accessKey(), secret, null)));
    }

    private static GatewaySettings ownedBy(Long ownerId, GatewaySettings s) {
        return new GatewaySettings(
                s.messageType(),
                s.queueName(),
                s.regionId(),
                s.tokenEndpoint(),
                s.mnsEndpoint(),
                ownerId,
                s.credentials(),
                s.tokenRefreshMargin());
    }

    private static GatewaySettings settings(
            URI endpoint, com.aliyuncs.auth.AlibabaCloudCredentialsProvider credentials) {
        return new GatewaySettings(
                "SmsReport",
                alicom.queueName("SmsReport"),
                "cn-hangzhou",
                endpoint,
                URI.create(alicom.endpoint()),
                null,
                credentials,
                Duration.ofMinutes(2));
    }
}
