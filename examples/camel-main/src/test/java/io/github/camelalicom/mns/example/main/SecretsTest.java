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
package io.github.camelalicom.mns.example.main;

import java.time.Duration;
import java.util.Properties;
import java.util.stream.Stream;

import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.AlicomMnsConfiguration;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** A secret with characters that mean something in a URI reaches the service as it is. */
class SecretsTest {

    private static final String SECRET = "a&b%2Bc+d#e";

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(emulator -> emulator.secretKey(SECRET));

    static Stream<Arguments> routes() {
        return Stream.of(
                arguments("Java, RAW", java("RAW(" + SECRET + ")")),
                arguments("Java, RAW and a placeholder", java("RAW({{secret}})")),
                arguments("YAML, parameter", yaml(SECRET)),
                arguments("YAML, parameter with a placeholder", yaml("{{secret}}")),
                arguments("YAML, RAW", yaml("RAW(" + SECRET + ")")),
                arguments("YAML, RAW and a placeholder", yaml("RAW({{secret}})")),
                arguments("XML, RAW", xml("RAW(" + SECRET.replace("&", "&amp;") + ")")),
                arguments("XML, RAW and a placeholder", xml("RAW({{secret}})")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void aRouteSignsWithTheSecretAsItIs(String way, Route route) throws Exception {
        try (DefaultCamelContext camel = camel()) {
            route.addTo(camel);
            camel.start();
            assertThatReceiptsArrive();
        }
    }

    @Test
    void soDoesAPropertyOfTheComponent() throws Exception {
        try (DefaultCamelContext camel = camel()) {
            configuration(camel).setSecretKey(SECRET);
            camel.addRoutes(from("alicom-mns:SmsReport"));
            camel.start();
            assertThatReceiptsArrive();
        }
    }

    private static void assertThatReceiptsArrive() {
        alicom.deliver(smsReport().delivered());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(alicom.queue("SmsReport").visible()).isZero();
    }

    private static DefaultCamelContext camel() {
        DefaultCamelContext camel = new DefaultCamelContext();
        Properties properties = new Properties();
        properties.setProperty("secret", SECRET);
        properties.setProperty("key", alicom.accessKey());
        camel.getPropertiesComponent().setOverrideProperties(properties);
        AlicomMnsConfiguration configuration = configuration(camel);
        configuration.setQueueName(alicom.queueName("SmsReport"));
        configuration.setAccessKey(alicom.accessKey());
        configuration.setTokenEndpoint(alicom.endpoint());
        configuration.setMnsEndpoint(alicom.endpoint());
        return camel;
    }

    private static AlicomMnsConfiguration configuration(DefaultCamelContext camel) {
        return camel.getComponent("alicom-mns", AlicomMnsComponent.class).getConfiguration();
    }

    private static Route java(String secret) {
        return camel ->
                camel.addRoutes(from("alicom-mns:SmsReport?accessKey={{key}}&secretKey=" + secret));
    }

    private static Route yaml(String secret) {
        return written(
                "route.yaml",
                """
                - from:
                    uri: alicom-mns:SmsReport
                    parameters:
                      accessKey: "{{key}}"
                      secretKey: "%s"
                    steps:
                      - to: log:done
                """
                        .formatted(secret));
    }

    private static Route xml(String secret) {
        return written(
                "route.xml",
                """
                <route>
                    <from uri="alicom-mns:SmsReport?accessKey={{key}}&amp;secretKey=%s"/>
                    <to uri="log:done"/>
                </route>\
                """
                        .formatted(secret));
    }

    private static Route written(String name, String text) {
        return camel ->
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.fromString(name, text));
    }

    private static RoutesBuilder from(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("log:done");
            }
        };
    }

    /** In one of Camel's languages. */
    interface Route {

        void addTo(DefaultCamelContext camel) throws Exception;
    }
}
