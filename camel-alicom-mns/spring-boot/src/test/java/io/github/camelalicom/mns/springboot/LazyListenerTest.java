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

import org.apache.camel.Consume;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A method that gets receipts, in an application that initializes its beans lazily. */
@SpringBootTest(
        classes = LazyListenerTest.Application.class,
        properties = "spring.main.lazy-initialization=true")
@Import(ListenerTest.EmulatedAccount.class)
class LazyListenerTest {

    private static final List<String> BIZ_IDS = new CopyOnWriteArrayList<>();

    @Autowired AlicomEmulator alicom;

    @Test
    void receivesIfItsBeanIsNotLazy() {
        alicom.deliver(smsReport().bizId("b-1").delivered());

        await().untilAsserted(() -> assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(1));
        assertThat(BIZ_IDS).containsExactly("b-1");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        @Lazy(false)
        Listener listener() {
            return new Listener();
        }
    }

    static class Listener {

        @Consume("alicom-mns:SmsReport")
        void on(SmsReport receipt) {
            BIZ_IDS.add(receipt.bizId());
        }
    }
}
