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
package io.github.camelalicom.mns.springboot;

import org.apache.camel.Consume;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.camelalicom.mns.receipt.SmsReport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What an application writes that does not start because of an option. */
@ExtendWith(OutputCaptureExtension.class)
class InvalidOptionTest {

    private static final String PREFIX = "--camel.component.alicom-mns.";

    @Test
    void anOptionOutOfRangeIsReportedInOneSentenceWithTheProperty(CapturedOutput output) {
        assertThatThrownBy(() -> start(WithARoute.class, PREFIX + "wait-time=31s"))
                .isInstanceOf(Exception.class);

        assertThat(output.toString())
                .contains(
                        "The component alicom-mns cannot start: ALICOM-103 Option waitTime is 31s,"
                                + " but must be",
                        "Change camel.component.alicom-mns.wait-time, or waitTime in the URI");
        assertThat(output.toString().lines().filter(line -> line.contains("\tat "))).isEmpty();
    }

    @Test
    void theOptionOfAListenerIsReportedLikewise(CapturedOutput output) {
        // this also shows that the component of a listener gets the properties
        assertThatThrownBy(() -> start(WithAListener.class, PREFIX + "wait-time=31s"))
                .isInstanceOf(Exception.class);

        assertThat(output.toString())
                .contains(
                        "The component alicom-mns cannot start: ALICOM-103 Option waitTime is 31s,"
                                + " but must be",
                        "Change camel.component.alicom-mns.wait-time, or waitTime in the URI");
        assertThat(output.toString().lines().filter(line -> line.contains("\tat "))).isEmpty();
    }

    /** Spring leaves it as it is, and it would be sent as the key. */
    @Test
    void aPlaceholderWithoutAValueIsReportedLikewise(CapturedOutput output) {
        assertThatThrownBy(
                        () ->
                                start(
                                        WithARoute.class,
                                        PREFIX + "access-key=${NO_SUCH_VARIABLE}",
                                        PREFIX + "secret-key=secret",
                                        PREFIX + "token-endpoint=http://127.0.0.1:1",
                                        PREFIX + "mns-endpoint=http://127.0.0.1:1"))
                .isInstanceOf(Exception.class);

        assertThat(output.toString())
                .contains(
                        "The component alicom-mns cannot start: ALICOM-103 Option accessKey is"
                                + " ${NO_SUCH_VARIABLE}, but must be",
                        "Change camel.component.alicom-mns.access-key");
        assertThat(output.toString().lines().filter(line -> line.contains("\tat "))).isEmpty();
    }

    @Test
    void anUnknownOptionIsNamed(CapturedOutput output) {
        assertThatThrownBy(() -> start(WithAMisspeltOption.class)).isInstanceOf(Exception.class);

        assertThat(output.toString())
                .contains(
                        "There is no option waitTimee.", "Correct the properties camel.component");
    }

    @Test
    void aValueWithACommaIsNotTakenForAName(CapturedOutput output) {
        assertThatThrownBy(() -> start(WithAMisspeltSecret.class)).isInstanceOf(Exception.class);

        assertThat(output.toString()).contains("There is no option secretKy, waitTimee.");
    }

    @Test
    void anotherFailureIsLeftToOtherAnalyzers() {
        assertThat(
                        new InvalidOptionFailureAnalyzer()
                                .analyze(
                                        new IllegalStateException(
                                                new IllegalArgumentException("of another"))))
                .isNull();
    }

    private static void start(Class<?> application, String... arguments) {
        new SpringApplicationBuilder(application)
                .properties("camel.component.alicom-mns.queue-name=Alicom-Queue-1-SmsReport")
                .run(arguments)
                .close();
    }

    @Configuration
    @EnableAutoConfiguration
    static class WithARoute {

        @Bean
        RoutesBuilder route() {
            return from("alicom-mns:SmsReport");
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class WithAMisspeltOption {

        @Bean
        RoutesBuilder route() {
            return from("alicom-mns:SmsReport?waitTimee=1s");
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class WithAMisspeltSecret {

        @Bean
        RoutesBuilder route() {
            return from("alicom-mns:SmsReport?waitTimee=1s&secretKy=one,other");
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class WithAListener {

        @Bean
        Listener listener() {
            return new Listener();
        }
    }

    static class Listener {

        @Consume("alicom-mns:SmsReport")
        void on(SmsReport receipt) {
            throw new AssertionError(receipt);
        }
    }

    private static RoutesBuilder from(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("reports").to("log:never");
            }
        };
    }
}
