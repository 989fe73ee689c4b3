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

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;

import io.github.camelalicom.mns.consumer.ConsumerSettings;
import io.github.camelalicom.mns.consumer.ConsumerSettings.Redelivery;
import io.github.camelalicom.mns.gateway.GatewaySettings;
import io.github.camelalicom.mns.gateway.MnsGateway;
import io.github.camelalicom.mns.options.OptionChecks;
import io.github.camelalicom.mns.producer.QueryProducer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The options: defaults, forms, and what is said about wrong values. */
class OptionsTest {

    private static final String URI_START =
            "alicom-mns:SmsReport?queueName=q&accessKey=ak-id&secretKey=RAW(sk-secret)";

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void theDefaultsAreThoseOfTheContract() {
        ConsumerSettings settings = AlicomMnsSettings.consumer(configuration(""));

        assertThat(settings.waitTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.maxMessagesPerPoll()).isEqualTo(16);
        assertThat(settings.concurrentReceivers()).isEqualTo(8);
        assertThat(settings.concurrentConsumers()).isEqualTo(1);
        assertThat(settings.maxInFlight()).isEqualTo(256);
        assertThat(settings.deleteAfterRead()).isTrue();
        assertThat(settings.receiveLinger()).isZero();
        assertThat(settings.deleteBatchSize()).isEqualTo(16);
        assertThat(settings.deleteLinger()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.redelivery()).isEmpty();
        assertThat(settings.lease().extend()).isTrue();
        assertThat(settings.lease().visibilityTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.lease().maxExtension()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.errorBackoff()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.maxErrorBackoff()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.stopGrace()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "SmsReport, Alicom-Queue-1234567890-SmsReport, ",
        "SmsReport, Alicom-Queue-1234567890-SmsUp, SmsUp",
        "SmsReprot, Alicom-Queue-1234567890-SmsReport, SmsReport",
        "SecretReport, Alicom-Queue-1234567890-SecretReport-pool1, ",
        "SmsReport, my-own-name-SmsUp, "
    })
    void theNameOfAQueueMayContradictTheMessageType(String type, String queue, String named) {
        assertThat(OptionChecks.contradictingType(type, queue))
                .isEqualTo(Optional.ofNullable(named));
    }

    @Test
    void theRedeliveryDelayGrowsWithTheDequeueCountUpToItsCeiling() {
        Redelivery redelivery =
                AlicomMnsSettings.consumer(
                                configuration(
                                        "redeliveryDelay=10s&redeliveryBackoffMultiplier=2"
                                                + "&maxRedeliveryDelay=1m"))
                        .redelivery()
                        .orElseThrow();

        assertThat(IntStream.rangeClosed(1, 5).mapToObj(redelivery::after).map(Duration::toSeconds))
                .containsExactly(10L, 20L, 40L, 60L, 60L);
    }

    @ParameterizedTest
    @CsvSource({
        "cn-hangzhou, dybaseapi.aliyuncs.com, 1943695596114318.mns.cn-hangzhou.aliyuncs.com",
        "cn-shanghai, dybaseapi.aliyuncs.com, 1943695596114318.mns.cn-shanghai.aliyuncs.com",
        "cn-beijing, dybaseapi.aliyuncs.com, 1943695596114318.mns.cn-beijing.aliyuncs.com",
        "cn-shenzhen, dybaseapi.aliyuncs.com, 1943695596114318.mns.cn-shenzhen.aliyuncs.com",
        "ap-southeast-1, dybaseapi.ap-southeast-1.aliyuncs.com,"
                + " 1493622401794734.mns.ap-southeast-1.aliyuncs.com"
    })
    void theRegionSelectsTheEndpointsOverHttps(String region, String token, String mns) {
        GatewaySettings settings = gateway("regionId=" + region);

        assertThat(settings.tokenEndpoint()).isEqualTo(URI.create("https://" + token));
        assertThat(settings.mnsEndpoint()).isEqualTo(URI.create("https://" + mns));
    }

    @ParameterizedTest
    @ValueSource(strings = {"waitTime=20s", "waitTime=PT20S", "waitTime=20000", "waitTime=19001ms"})
    void durationsTakeCamelsFormsAndAreRoundedUpToWholeSeconds(String option) {
        assertThat(AlicomMnsSettings.consumer(configuration(option)).waitTime())
                .isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waitTime=31s | Option waitTime is 31s, but must be from 0s to 30s",
                "waitTime=-1 | Option waitTime is -1ms, but must be from 0s to 30s",
                "stopGrace=31s | Option stopGrace is 31s, but must be from 0s to 30s",
                "maxMessagesPerPoll=17 | Option maxMessagesPerPoll is 17, but must be from 1 to 16",
                "maxMessagesPerPoll=0 | Option maxMessagesPerPoll is 0, but must be from 1 to 16",
                "concurrentReceivers=0 | Option concurrentReceivers is 0, but must be from 1 to 64",
                "concurrentConsumers=0 | Option concurrentConsumers is 0, but must be from 1 to"
                        + " 1000",
                "maxInFlight=0 | Option maxInFlight is 0, but must be from 1 to 100000",
                "receiveLinger=2m | Option receiveLinger is 120s, but must be from 0s to 60s",
                "deleteBatchSize=17 | Option deleteBatchSize is 17, but must be from 1 to 16",
                "deleteLinger=11s | Option deleteLinger is 11s, but must be from 0s to 10s",
                "redeliveryDelay=0 | Option redeliveryDelay is 0s, but must be from 1s to 12h",
                "redeliveryDelay=13h | Option redeliveryDelay is 13h, but must be from 1s to 12h",
                "visibilityTimeout=0 | Option visibilityTimeout is 0s, but must be from 1s to 12h",
                "maxExtension=100h | Option maxExtension is 100h, but must be from 1s to 96h",
                "redeliveryBackoffMultiplier=0.5 | Option redeliveryBackoffMultiplier is 0.5, but"
                        + " must be from 1.0 to 100.0",
                "maxRedeliveryDelay=13h | Option maxRedeliveryDelay is 13h, but must be from 1s to"
                        + " 12h",
                "errorBackoff=0 | Option errorBackoff is 0s, but must be from 1ms to 1h",
                "errorBackoff=5s&maxErrorBackoff=1s | Option maxErrorBackoff is 1s, but must be"
                        + " from 5s to 1h",
                "tokenRefreshMargin=0 | Option tokenRefreshMargin is 0s, but must be from 1s to 1h",
                "ownerId=-5 | Option ownerId is -5, but must be a number above 0",
                "regionId=mars | Option regionId is mars, but must be one of cn-hangzhou,"
                        + " cn-shanghai, cn-beijing, cn-shenzhen, ap-southeast-1, or any other"
                        + " together with tokenEndpoint",
                "mnsEndpoint=http://example.com | Option mnsEndpoint is http://example.com, but"
                        + " must be https",
                "tokenEndpoint=http://192.0.2.1 | Option tokenEndpoint is http://192.0.2.1, but"
                        + " must be https",
                "smsEndpoint=http://example.com | Option smsEndpoint is http://example.com, but"
                        + " must be https",
                "voiceEndpoint=http://example.com | Option voiceEndpoint is http://example.com, but"
                        + " must be https",
                "tokenEndpoint=https://a/b | Option tokenEndpoint is https://a/b, but must be a URL"
                        + " without a path",
                "mnsEndpoint=https://me:secret@a | Option mnsEndpoint is a URL with user"
                        + " information",
                "mnsEndpoint=https://me:secret@a_b | Option mnsEndpoint is a URL with user"
                        + " information",
                "mnsEndpoint=RAW(https://me:sec ret@a) | Option mnsEndpoint is a URL with user"
                        + " information",
                "mnsEndpoint=https://a:65536 | Option mnsEndpoint is https://a:65536, but must be a"
                        + " URL with a port from 1 to 65535",
                "mnsEndpoint=https://a:0 | Option mnsEndpoint is https://a:0, but must be a URL"
                        + " with a port from 1 to 65535",
                "mnsEndpoint=ftp://a | Option mnsEndpoint is ftp://a, but must be a full URL",
                "mnsEndpoint=a.b.c | Option mnsEndpoint is a.b.c, but must be a full URL"
            })
    void aWrongValueFailsAtStartWithItsNameTheValueAndTheRange(String options, String message) {
        assertThat(failureOf(withOptions(options))).hasMessageContaining(message);
    }

    /** Camel makes 0 of some of them, or takes no notice. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waitTime | abc | a duration such as 30s",
                "waitTime | 30S | a duration such as 30s",
                "waitTime | 1.5s | a duration such as 30s",
                "redeliveryDelay | PTX | a duration such as 30s",
                "maxInFlight | many | a whole number",
                "maxInFlight | x | a whole number",
                "maxInFlight | 1.5 | a whole number",
                "concurrentConsumers | 99999999999 | a whole number",
                "ownerId | abc | a whole number",
                "redeliveryBackoffMultiplier | x | a number",
                "waitTime | 9999999999999d | a duration such as 30s",
                "maxInFlight | １６ | a whole number",
                "batching | maybe | true or false",
                "deleteAfterRead | 1 | true or false",
                "network | intranet | one of internet, vpc",
                "operation | query | one of querySendDetails, queryMessage"
            })
    void aValueOfTheWrongTypeIsNamedWithWhatIsAllowed(String option, String value, String allowed) {
        String words = "Option " + option + " is " + value + ", but must be " + allowed;

        assertThat(catchThrowable(() -> camel.getEndpoint(withOptions(option + "=" + value))))
                .hasMessageContaining(words)
                .hasMessageNotContaining("sk-secret");
        assertThat(catchThrowable(() -> setOnComponent(option, value)))
                .hasStackTraceContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"waitTime, +30000", "waitTime, +PT5S", "maxInFlight, +64", "ownerId, +5"})
    void aPlusOfWhichCamelMakesNothingIsRefused(String option, String value) {
        assertThat(catchThrowable(() -> setOnComponent(option, value)))
                .hasStackTraceContaining("Option " + option + " is " + value + ", but must be ");
    }

    @Test
    void aPlaceholderAmongParametersIsLookedUp() {
        camel.getPropertiesComponent().addOverrideProperty("wait", "7s");

        AlicomMnsEndpoint endpoint =
                (AlicomMnsEndpoint)
                        camel.getEndpoint(withOptions(""), Map.of("waitTime", "{{wait}}"));

        assertThat(endpoint.getConfiguration().getWaitTime()).isEqualTo(Duration.ofSeconds(7));
    }

    /** Camel generates no configurer for it. */
    @Test
    void aComponentThatIsDerivedFromThisOneMakesEndpoints() {
        camel.addComponent("mine", new AlicomMnsComponent() {});

        assertThat(camel.getEndpoint("mine:SmsReport")).isInstanceOf(AlicomMnsEndpoint.class);
    }

    @ParameterizedTest
    @CsvSource({"batching, TRUE", "network, VPC", "operation, deletemessage"})
    void anySpellingThatCamelTakesIsTaken(String option, String value) throws Exception {
        assertThat(camel.getEndpoint(withOptions(option + "=" + value))).isNotNull();
        assertThat(setOnComponent(option, value)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "waitTime",
                "redeliveryDelay",
                "maxInFlight",
                "ownerId",
                "batching",
                "network",
                "operation"
            })
    void aValueOfAPlaceholderThatIsEmptyCountsAsUnset(String option) throws Exception {
        setOnComponent(option, "");

        assertThat(configuration(option + "="))
                .usingRecursiveComparison()
                .isEqualTo(configuration(""));
        assertThat(camel.getComponent("alicom-mns", AlicomMnsComponent.class).getConfiguration())
                .usingRecursiveComparison()
                .isEqualTo(new AlicomMnsConfiguration());
    }

    @ParameterizedTest
    @ValueSource(strings = {"waitTime", "wait-time", "configuration.waitTime"})
    void theComponentTakesDurationsInCamelsForms(String option) throws Exception {
        for (String value : new String[] {"1m30s", "PT1M30S", "90000"}) {
            assertThat(setOnComponent(option, value).getConfiguration().getWaitTime())
                    .isEqualTo(Duration.ofSeconds(90));
        }
    }

    /** As Camel Main does with {@code camel.component.alicom-mns.*}. */
    private AlicomMnsComponent setOnComponent(String option, String value) throws Exception {
        AlicomMnsComponent component = camel.getComponent("alicom-mns", AlicomMnsComponent.class);
        PropertyBindingSupport.build()
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withMandatory(true)
                .withFluentBuilder(true)
                .bind(camel, component, option, value);
        return component;
    }

    @Test
    void anOperationThatIsNullIsTheDefault() {
        AlicomMnsEndpoint endpoint =
                camel.getEndpoint("alicom-mns:SmsReport", AlicomMnsEndpoint.class);
        endpoint.getConfiguration().setOperation(null);

        assertThat(endpoint.createProducer()).isInstanceOf(QueryProducer.class);
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThat(catchThrowable(() -> camel.getEndpoint(withOptions("waitTimme=1s"))))
                .hasMessageContaining("waitTimme")
                .hasMessageNotContaining("sk-secret");
    }

    @Test
    void theConsumerNeedsAQueueName() {
        assertThat(failureOf("alicom-mns:SmsReport?accessKey=a&secretKey=b"))
                .hasMessageContaining("Option queueName is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "../x", "a b", "a?b", "-a"})
    void aQueueNameThatCouldReachIntoThePathIsRefused(String name) {
        AlicomMnsConfiguration configuration = configuration("");
        configuration.setQueueName(name);

        assertThatThrownBy(() -> AlicomMnsSettings.consumer(configuration))
                .hasMessageContaining("Option queueName is " + name);
    }

    @ParameterizedTest
    @CsvSource({"accessKey=a, secretKey", "secretKey=a, accessKey"})
    void halfOfAKeyPairIsRefused(String option, String missing) {
        assertThat(failureOf("alicom-mns:SmsReport?queueName=q&" + option))
                .hasMessageContaining("Option " + missing + " is not set");
    }

    @Test
    void blankOptionsOfPlaceholdersThatAreEmptyCountAsUnset() {
        GatewaySettings settings =
                AlicomMnsSettings.gateway(
                        "SmsReport", configuration("mnsEndpoint=&tokenEndpoint=&smsEndpoint="));

        assertThat(settings.mnsEndpoint().getHost()).endsWith(".mns.cn-hangzhou.aliyuncs.com");
        assertThat(settings.tokenEndpoint().getHost()).isEqualTo("dybaseapi.aliyuncs.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20"})
    void aBlankTextAtTheEndpointLeavesTheValueOfTheComponent(String blank) {
        camel.getComponent("alicom-mns", AlicomMnsComponent.class)
                .getConfiguration()
                .setRegionId("cn-beijing");

        assertThat(configuration("regionId=" + blank).getRegionId()).isEqualTo("cn-beijing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20"})
    void aBlankReferenceToABeanCountsAsUnset(String blank) {
        assertThat(configuration("credentialsProvider=" + blank).getCredentialsProvider()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"cn-hangzhou", "cn-shanghai", "cn-beijing", "cn-shenzhen"})
    void inAVpcTheServicesOfTheRegionAreReachedByTheirPrivateAddresses(String region) {
        String options = "network=vpc&regionId=" + region;

        assertThat(gateway(options).tokenEndpoint())
                .isEqualTo(URI.create("https://dybaseapi-vpc." + region + ".aliyuncs.com"));
        assertThat(gateway(options).mnsEndpoint())
                .isEqualTo(
                        URI.create(
                                "http://1943695596114318.mns."
                                        + region
                                        + "-internal-vpc.aliyuncs.com"));
        assertThat(AlicomMnsSettings.sms(configuration(options)).endpoint())
                .isEqualTo(URI.create("https://dysmsapi-vpc." + region + ".aliyuncs.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%20", "%20cn-hangzhou%20"})
    void theRegionMayBeEmptyOrHaveBlanksAround(String region) {
        assertThat(gateway("regionId=" + region).mnsEndpoint())
                .isEqualTo(gateway("").mnsEndpoint());
        assertThat(gateway("regionId=" + region).regionId()).isEqualTo("cn-hangzhou");
    }

    @Test
    void theVpcHostOfMnsIsAllowedAsPlainHttpByName() {
        String host = "1943695596114318.mns.cn-beijing-internal-vpc.aliyuncs.com";

        assertThat(gateway("mnsEndpoint=http://" + host).mnsEndpoint().getHost()).isEqualTo(host);
        assertThatThrownBy(() -> gateway("mnsEndpoint=http://" + host + ".example.com"))
                .hasMessageContaining("must be https");
        assertThatThrownBy(() -> gateway("mnsEndpoint=http://x.mns.cn-beijing.aliyuncs.com"))
                .hasMessageContaining("must be https");
    }

    @Test
    void anEndpointOptionWinsOverTheNetwork() {
        GatewaySettings settings = gateway("network=vpc&mnsEndpoint=https://mns.example.com");

        assertThat(settings.mnsEndpoint()).isEqualTo(URI.create("https://mns.example.com"));
        assertThat(settings.tokenEndpoint().getHost()).startsWith("dybaseapi-vpc.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network=vpc&regionId=ap-southeast-1 | Option tokenEndpoint is not set, but region"
                        + " ap-southeast-1 has no default for it with network=vpc",
                "sessionToken=t1 | Option sessionToken is set, but accessKey and secretKey are not",
                "proxyHost=p | Option proxyPort is not set, but proxyHost is",
                "proxyPort=1 | Option proxyHost is not set, but proxyPort is",
                "proxyHost=p&proxyPort=70000 | Option proxyPort is 70000, but must be from 1 to"
                        + " 65535",
                "proxyHost=http://p&proxyPort=1 | Option proxyHost is not a host name",
                "proxyHost=p&proxyPort=1&proxyUsername=u | Option proxyPassword is not set",
                "proxyHost=p&proxyPort=1&proxyPassword=w | Option proxyUsername is not set",
                "proxyUsername=u&proxyPassword=w | Option proxyHost is not set",
                "mnsEndpoint=https://a/queues/q | Option mnsEndpoint is https://a/queues/q, but"
                        + " must be a URL without a path; the name of the queue is the option"
                        + " queueName",
                "mnsEndpoint=https://a/b | Option mnsEndpoint is https://a/b, but must be a URL"
                        + " without a path"
            })
    void networkAndProxyAreCheckedAtStart(String options, String message) {
        AlicomMnsConfiguration configuration = withoutKeys(options);

        assertThatThrownBy(() -> AlicomMnsSettings.gateway("SmsReport", configuration))
                .hasMessageContaining(message);
    }

    private AlicomMnsConfiguration withoutKeys(String options) {
        AlicomMnsConfiguration configuration = configuration(options);
        configuration.setAccessKey(null);
        configuration.setSecretKey(null);
        return configuration;
    }

    @ParameterizedTest
    @ValueSource(strings = {"accessKey", "secretKey", "sessionToken"})
    void aBlankAroundAKeyIsRefusedWithoutTheKey(String option) {
        AlicomMnsConfiguration configuration = configuration("");
        configuration.setSessionToken("token");
        if ("accessKey".equals(option)) {
            configuration.setAccessKey(" copied");
        } else if ("secretKey".equals(option)) {
            configuration.setSecretKey("copied\t");
        } else {
            configuration.setSessionToken("copied\n");
        }

        assertThatThrownBy(() -> AlicomMnsSettings.gateway("SmsReport", configuration))
                .hasMessage(
                        "ALICOM-104 Option " + option + " begins or ends with a blank: remove it");
    }

    @Test
    void aSessionTokenGoesWithTheKeys() throws Exception {
        var credentials = gateway("sessionToken=RAW(token+1)").credentials().getCredentials();

        assertThat(credentials)
                .isInstanceOfSatisfying(
                        com.aliyuncs.auth.BasicSessionCredentials.class,
                        session -> assertThat(session.getSessionToken()).isEqualTo("token+1"));
    }

    @Test
    void theEndpointNeedsAMessageType() {
        assertThat(catchThrowable(() -> camel.getEndpoint("alicom-mns:?queueName=q")))
                .hasStackTraceContaining("has no message type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"})
    void httpIsAllowedToTheLoopbackAddresses(String url) {
        assertThat(gateway("mnsEndpoint=" + url).mnsEndpoint()).isEqualTo(URI.create(url));
    }

    @Test
    void theSchemeOfAUrlMayBeInUpperCase() {
        assertThat(gateway("mnsEndpoint=HTTPS://Mns.example.com").mnsEndpoint())
                .isEqualTo(URI.create("https://Mns.example.com"));
        assertThat(gateway("tokenEndpoint=Http://localhost:1").tokenEndpoint().getScheme())
                .isEqualTo("http");
        assertThatThrownBy(() -> gateway("tokenEndpoint=HTTP://example.com"))
                .hasMessageContaining("must be https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1.example.com", "http://localhost.example.com"})
    void aHostThatOnlyLooksLikeLoopbackIsNot(String url) {
        assertThatThrownBy(() -> gateway("mnsEndpoint=" + url))
                .hasMessageContaining("must be https");
    }

    @Test
    void httpIsAllowedAnywhereWhenAskedFor() {
        assertThat(
                        gateway("mnsEndpoint=http://mns.example.com&allowInsecureEndpoints=true")
                                .mnsEndpoint())
                .isEqualTo(URI.create("http://mns.example.com"));
    }

    @Test
    void anyRegionGoesWithEndpointsOfItsOwn() {
        assertThat(
                        gateway("regionId=mars&mnsEndpoint=https://m&tokenEndpoint=https://t")
                                .regionId())
                .isEqualTo("mars");
    }

    @Test
    void aCredentialsProviderOfTheRegistryIsFoundByItself() throws Exception {
        AlibabaCloudCredentialsProvider mine = MnsGateway.credentials("a", "b", null);
        camel.getRegistry().bind("whatever", mine);
        camel.start();

        AlicomMnsEndpoint endpoint =
                camel.getEndpoint("alicom-mns:SmsReport?queueName=q", AlicomMnsEndpoint.class);

        assertThat(
                        AlicomMnsSettings.gateway("SmsReport", endpoint.getConfiguration())
                                .credentials())
                .isSameAs(mine);
    }

    @Test
    void withoutKeysTheSdksDefaultChainIsAsked() throws Exception {
        Properties system = System.getProperties();
        system.setProperty("alibabacloud.accessKeyId", "from-system");
        system.setProperty("alibabacloud.accessKeySecret", "secret");
        try {
            AlicomMnsEndpoint endpoint =
                    camel.getEndpoint("alicom-mns:SmsReport?queueName=q", AlicomMnsEndpoint.class);

            assertThat(
                            AlicomMnsSettings.gateway("SmsReport", endpoint.getConfiguration())
                                    .credentials()
                                    .getCredentials()
                                    .getAccessKeyId())
                    .isEqualTo("from-system");
        } finally {
            system.remove("alibabacloud.accessKeyId");
            system.remove("alibabacloud.accessKeySecret");
        }
    }

    @Test
    void componentOptionsAreWhereEndpointsStartFrom() {
        AlicomMnsComponent component = camel.getComponent("alicom-mns", AlicomMnsComponent.class);
        component.getConfiguration().setWaitTime(Duration.ofSeconds(5));
        component.getConfiguration().setQueueName("from-component");

        AlicomMnsEndpoint plain =
                camel.getEndpoint("alicom-mns:SmsReport", AlicomMnsEndpoint.class);
        AlicomMnsEndpoint other =
                camel.getEndpoint("alicom-mns:SmsReport?waitTime=6s", AlicomMnsEndpoint.class);

        assertThat(plain.getConfiguration().getQueueName()).isEqualTo("from-component");
        assertThat(plain.getConfiguration().getWaitTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(other.getConfiguration().getWaitTime()).isEqualTo(Duration.ofSeconds(6));
        assertThat(component.getConfiguration().getWaitTime()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void keysAreMaskedWhereverTheEndpointIsShown() {
        AlicomMnsEndpoint endpoint = camel.getEndpoint(URI_START, AlicomMnsEndpoint.class);

        assertThat(endpoint.toString()).doesNotContain("sk-secret", "ak-id");
    }

    @Test
    void theProducerAsksForFiftySendDetailsAtATime() {
        AlicomMnsConfiguration configuration = configuration("");

        assertThat(configuration.getOperation()).isEqualTo(AlicomMnsOperation.querySendDetails);
        assertThat(AlicomMnsSettings.pageSize(configuration)).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "cn-hangzhou, dysmsapi.aliyuncs.com",
        "cn-shenzhen, dysmsapi.aliyuncs.com",
        "ap-southeast-1, dysmsapi.ap-southeast-1.aliyuncs.com"
    })
    void theRegionSelectsTheSmsServiceOverHttps(String region, String host) {
        assertThat(AlicomMnsSettings.globeSms(configuration("regionId=" + region)).endpoint())
                .isEqualTo(URI.create("https://" + host));
    }

    @ParameterizedTest
    @CsvSource({
        "cn-hangzhou, https://dyvmsapi.aliyuncs.com",
        "cn-beijing, https://dyvmsapi.aliyuncs.com",
        "ap-southeast-1&voiceEndpoint=https://voice.example.com, https://voice.example.com"
    })
    void theRegionSelectsTheVoiceServiceOverHttps(String region, URI endpoint) {
        assertThat(AlicomMnsSettings.voice(configuration("regionId=" + region)).endpoint())
                .isEqualTo(endpoint);
    }

    @Test
    void theInternationalSiteHasAQueryOfItsOwn() {
        String uri = "alicom-mns:SmsReport?accessKey=ak&secretKey=sk&regionId=ap-southeast-1";

        assertThat(failureOf("direct:start", uri))
                .hasMessageContaining(
                        "Operation querySendDetails does not exist on the international site"
                                + " (regionId ap-southeast-1): use operation=queryMessage");
    }

    @Test
    void theInternationalSiteNeedsAVoiceEndpoint() {
        AlicomMnsConfiguration configuration = configuration("regionId=ap-southeast-1");

        assertThatThrownBy(() -> AlicomMnsSettings.voice(configuration))
                .hasMessage(
                        "ALICOM-107 Option voiceEndpoint is not set, but region ap-southeast-1 has"
                                + " no default for it with network=internet: set voiceEndpoint");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pageSize=0 | Option pageSize is 0, but must be from 1 to 50",
                "pageSize=51 | Option pageSize is 51, but must be from 1 to 50",
                // options that the endpoint does not use
                "operation=deleteMessage&queueName=q&pageSize=0 | Option pageSize is 0, but must be",
                "waitTime=99s | Option waitTime is 99s, but must be",
                "operation=queryCallDetail&maxInFlight=0 | Option maxInFlight is 0, but must be",
                "tokenRefreshMargin=0s | Option tokenRefreshMargin is 0s, but must be",
                "smsEndpoint=http://example.com | Option smsEndpoint is http://example.com, but"
                        + " must be https",
                "smsEndpoint=https://a/b | Option smsEndpoint is https://a/b, but must be a URL"
                        + " without a path",
                "regionId=mars | Option regionId is mars, but must be one of cn-hangzhou,"
                        + " cn-shanghai, cn-beijing, cn-shenzhen, ap-southeast-1, or any other"
                        + " together with smsEndpoint"
            })
    void aWrongValueOfAProducerFailsAtStart(String options, String message) {
        String uri = "alicom-mns:SmsReport?accessKey=ak-id&secretKey=RAW(sk-secret)&" + options;

        assertThat(failureOf("direct:start", uri)).hasMessageContaining(message);
    }

    @Test
    void aProducerWithLazyStartStartsWithTheFirstMessage() throws Exception {
        String uri = "alicom-mns:SmsReport?pageSize=51&lazyStartProducer=true";
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:start").to(uri);
                    }
                });

        camel.start();

        assertThat(
                        catchThrowable(
                                () ->
                                        camel.createProducerTemplate()
                                                .sendBody("direct:start", "anything")))
                .hasStackTraceContaining("Option pageSize is 51");
    }

    private static String withOptions(String options) {
        return options.isEmpty() ? URI_START : URI_START + "&" + options;
    }

    private AlicomMnsConfiguration configuration(String options) {
        return camel.getEndpoint(withOptions(options), AlicomMnsEndpoint.class).getConfiguration();
    }

    private GatewaySettings gateway(String options) {
        return AlicomMnsSettings.gateway("SmsReport", configuration(options));
    }

    private Throwable failureOf(String uri) {
        return failureOf(uri, "mock:never");
    }

    /** The root of what a context says that is started with a route between these. */
    private Throwable failureOf(String from, String to) {
        Throwable failure =
                catchThrowable(
                        () -> {
                            camel.addRoutes(
                                    new RouteBuilder() {
                                        @Override
                                        public void configure() {
                                            from(from).to(to);
                                        }
                                    });
                            camel.start();
                        });
        assertThat(failure).isNotNull();
        return ExceptionUtils.getRootCause(failure);
    }
}
