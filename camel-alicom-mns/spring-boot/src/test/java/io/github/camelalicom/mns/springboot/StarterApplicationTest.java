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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicCredentials;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application that has the starter, a route, properties and a bean with its credentials. */
@SpringBootTest(classes = StarterApplicationTest.Application.class)
class StarterApplicationTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Autowired private List<String> seen;

    @DynamicPropertySource
    static void pointToTheEmulator(DynamicPropertyRegistry properties) {
        String prefix = "camel.component.alicom-mns.";
        properties.add(prefix + "queue-name", () -> alicom.queueName("SmsReport"));
        properties.add(prefix + "token-endpoint", alicom::endpoint);
        properties.add(prefix + "mns-endpoint", alicom::endpoint);
        properties.add(prefix + "redelivery-delay", () -> "1s");
    }

    @Test
    void aReceiptArrivesAndIsDeleted() {
        // when
        alicom.deliver(smsReport().bizId("b-1").delivered());
        // then
        await().atMost(ofSeconds(60)).until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(seen).contains("b-1 1");
    }

    @Test
    void aReceiptWhoseExchangeFailedComesAgain() {
        // when
        alicom.deliver(smsReport().bizId("fails-once").delivered());
        // then
        await().atMost(ofSeconds(60)).until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(seen).contains("fails-once 1", "fails-once 2");
    }

    /** Wherever an application has its keys. */
    record Vault(String accessKey, String secretKey) {}

    @Configuration
    @EnableAutoConfiguration
    static class Application {

        @Bean
        List<String> seen() {
            return new CopyOnWriteArrayList<>();
        }

        // tag::credentials[]
        @Bean
        AlibabaCloudCredentialsProvider credentials(Vault vault) {
            return () -> new BasicCredentials(vault.accessKey(), vault.secretKey());
        }

        // end::credentials[]

        @Bean
        Vault vault() {
            return new Vault(alicom.emulator().accessKey(), alicom.emulator().secretKey());
        }

        @Bean
        RoutesBuilder route(List<String> seen) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("alicom-mns:SmsReport").process(exchange -> note(exchange, seen));
                }
            };
        }

        private static void note(Exchange exchange, List<String> seen) {
            String bizId = exchange.getMessage().getBody(SmsReport.class).bizId();
            int times =
                    exchange.getMessage()
                            .getHeader(AlicomMnsConstants.DEQUEUE_COUNT, Integer.class);
            seen.add(bizId + " " + times);
            if (bizId.equals("fails-once") && times == 1) {
                throw new IllegalStateException("as the test wants it");
            }
        }
    }
}
