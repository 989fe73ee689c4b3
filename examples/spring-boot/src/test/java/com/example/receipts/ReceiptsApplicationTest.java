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

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The application with the properties of its page, except for what stands in for an account. */
class ReceiptsApplicationTest {

    private static final String QUEUE = "Alicom-Queue-1234567890-SmsReport";

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Test
    void storesReceiptsAndKeepsRunning() {
        try (ConfigurableApplicationContext application = run()) {
            alicom.deliverTo(QUEUE, smsReport().bizId("b-1").delivered());

            await().atMost(Duration.ofSeconds(60)).until(() -> alicom.queue(QUEUE).deleted() == 1);
            assertThat(bizIds(application)).isEqualTo("b-1");
            assertThat(Thread.getAllStackTraces().keySet())
                    .anyMatch(
                            thread -> !thread.isDaemon() && "keep-alive".equals(thread.getName()));
        }
    }

    private static ConfigurableApplicationContext run() {
        String option = "--camel.component.alicom-mns.";
        return SpringApplication.run(
                ReceiptsApplication.class,
                "--spring.config.location=classpath:docs/application.properties",
                option + "access-key=" + alicom.accessKey(),
                option + "secret-key=" + alicom.secretKey(),
                option + "token-endpoint=" + alicom.endpoint(),
                option + "mns-endpoint=" + alicom.endpoint(),
                "--spring.datasource.url=jdbc:h2:mem:application;MODE=PostgreSQL",
                // the example has a web server, which this application does not need
                "--spring.main.web-application-type=none");
    }

    private static String bizIds(ConfigurableApplicationContext application) {
        return application
                .getBean(JdbcClient.class)
                .sql("select biz_id from sms_receipt")
                .query(String.class)
                .single();
    }
}
