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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.CamelContext;
import org.apache.camel.Consume;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.springframework.test.context.DynamicPropertyRegistrar;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A method that gets receipts, in an application that has no route. */
// tag::test[]
@SpringBootTest(
        classes = ListenerTest.Application.class,
        // checks that are UP are listed too
        properties = "camel.health.exposure-level=full")
@Import(ListenerTest.EmulatedAccount.class)
class ListenerTest {

    @Autowired AlicomEmulator alicom;
    @Autowired Store store;

    @Test
    void theMethodIsCalledAndTheReceiptIsDeleted() {
        alicom.deliver(smsReport().bizId("b-1").delivered());

        await().untilAsserted(() -> assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1));
        assertThat(store.bizIds).containsExactly("b-1");
    }

    // end::test[]

    private static final String PREFIX = "consumer:SmsReport:";

    @Autowired CamelContext camel;

    @BeforeEach
    void forgetTheTestBefore() {
        alicom.reset();
        store.bizIds.clear();
    }

    @Test
    void aReceiptWhoseMethodThrowsComesAgain() {
        // when
        alicom.deliver(smsReport().bizId("fails-once").delivered());
        // then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(store.bizIds).containsExactly("fails-once", "fails-once");
    }

    @Test
    void anInvalidReceiptIsLeftWithoutCallingTheMethod() {
        // when
        alicom.deliverRaw("SmsReport", "bm8gcmVjZWlwdA==");
        alicom.deliver(smsReport().bizId("after it").delivered());
        // then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(store.bizIds).containsExactly("after it");
    }

    @Test
    void itHasAHealthCheck() {
        // given
        await().until(() -> health().getState() == HealthCheck.State.UP);
        // when
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE).always());
        // then
        await().atMost(Duration.ofSeconds(60))
                .until(() -> health().getState() == HealthCheck.State.DOWN);
        assertThat(health().getMessage().orElseThrow()).contains("copy queueName");
    }

    private HealthCheck.Result health() {
        String id = PREFIX + alicom.queueName("SmsReport");
        return HealthCheckHelper.invokeReadiness(camel).stream()
                .filter(result -> result.getCheck().getId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    // tag::account[]
    @TestConfiguration
    static class EmulatedAccount {

        @Bean
        AlicomEmulator alicom() {
            return AlicomEmulator.start();
        }

        @Bean
        DynamicPropertyRegistrar account(AlicomEmulator alicom) {
            String prefix = "camel.component.alicom-mns.";
            return properties -> {
                properties.add(prefix + "queue-name", () -> alicom.queueName("SmsReport"));
                properties.add(prefix + "access-key", alicom::accessKey);
                properties.add(prefix + "secret-key", alicom::secretKey);
                properties.add(prefix + "token-endpoint", alicom::endpoint);
                properties.add(prefix + "mns-endpoint", alicom::endpoint);
            };
        }
    }

    // end::account[]

    // tag::listener[]
    @Component
    static class Listener {

        private final Store store;

        Listener(Store store) {
            this.store = store;
        }

        @Consume("alicom-mns:SmsReport?redeliveryDelay=1s")
        void on(SmsReport receipt) {
            store.add(receipt.bizId());
        }
    }

    // end::listener[]

    @Component
    static class Store {

        final List<String> bizIds = new CopyOnWriteArrayList<>();

        void add(String bizId) {
            bizIds.add(bizId);
            if (bizId.equals("fails-once") && bizIds.size() == 1) {
                throw new IllegalStateException("as the test wants it");
            }
        }
    }

    @SpringBootApplication
    @Import({Listener.class, Store.class})
    static class Application {}
}
