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
package com.example.receipts;

// tag::class[]
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistrar;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Receipts.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:listener;MODE=PostgreSQL")
class ReceiptListenerTest {

    @Autowired AlicomEmulator alicom;
    @Autowired JdbcClient database;

    @Test
    void storesADuplicateOnce() {
        SmsReport receipt = smsReport().bizId("b-1").delivered();

        alicom.deliver(receipt, receipt);

        await().untilAsserted(() -> assertThat(alicom.queue("SmsReport").deleted()).isEqualTo(2));
        assertThat(database.sql("select biz_id from sms_receipt").query(String.class).list())
                .containsExactly("b-1");
    }

    @TestConfiguration
    static class EmulatedAccount {

        private static final String PREFIX = "camel.component.alicom-mns.";

        @Bean
        AlicomEmulator alicom() {
            return AlicomEmulator.start();
        }

        @Bean
        DynamicPropertyRegistrar account(AlicomEmulator alicom) {
            return properties -> {
                properties.add(PREFIX + "queue-name", () -> alicom.queueName("SmsReport"));
                properties.add(PREFIX + "access-key", alicom::accessKey);
                properties.add(PREFIX + "secret-key", alicom::secretKey);
                properties.add(PREFIX + "token-endpoint", alicom::endpoint);
                properties.add(PREFIX + "mns-endpoint", alicom::endpoint);
            };
        }
    }
}
// end::class[]
