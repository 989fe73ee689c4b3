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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Consume;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the queue is left with when an application ends. */
class StarterStopTest {

    private static final int FINISHED = 2;
    private static final int NOT_BEGUN = 3;

    // leases that outlive the test: what is visible again was given back
    @RegisterExtension
    static AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(emulator -> emulator.visibility(Duration.ofMinutes(10)));

    @ParameterizedTest
    @ValueSource(classes = {WithARoute.class, WithAListener.class})
    void closingTheApplicationDeletesWhatIsDoneAndGivesTheRestBack(Class<?> applicationClass)
            throws Exception {
        // given
        for (int i = 0; i < FINISHED + 1 + NOT_BEGUN; i++) {
            alicom.deliver(smsReport().delivered());
        }
        QueueView queue = alicom.queue("SmsReport");
        ConfigurableApplicationContext application = start(applicationClass);
        Work work = application.getBean(Work.class);
        await().atMost(ofSeconds(60)).until(() -> work.begun.get() == FINISHED + 1);
        assertThat(queue.invisible()).isEqualTo(FINISHED + 1 + NOT_BEGUN);
        // when
        CompletableFuture<Void> end = CompletableFuture.runAsync(application::close);
        await().atMost(ofSeconds(60)).until(() -> queue.visible() == NOT_BEGUN);
        assertThat(end).isNotDone();
        work.mayFinish.countDown();
        end.get(60, TimeUnit.SECONDS);
        // then
        assertThat(queue.deleted()).isEqualTo(FINISHED + 1);
        assertThat(queue.visible()).isEqualTo(NOT_BEGUN);
        assertThat(work.begun).hasValue(FINISHED + 1);
    }

    private static ConfigurableApplicationContext start(Class<?> applicationClass) {
        String prefix = "--camel.component.alicom-mns.";
        return new SpringApplicationBuilder(applicationClass, Work.class)
                .run(
                        prefix + "queue-name=" + alicom.queueName("SmsReport"),
                        prefix + "access-key=" + alicom.emulator().accessKey(),
                        prefix + "secret-key=" + alicom.emulator().secretKey(),
                        prefix + "token-endpoint=" + alicom.endpoint(),
                        prefix + "mns-endpoint=" + alicom.endpoint(),
                        // the last delete would wait as long, were it not sent by the stop
                        prefix + "delete-linger=10s",
                        prefix + "visibility-timeout=10m");
    }

    /** A step that is quick twice and then waits until it is told. */
    static class Work {

        final AtomicInteger begun = new AtomicInteger();
        final CountDownLatch mayFinish = new CountDownLatch(1);

        void step() throws InterruptedException {
            if (begun.incrementAndGet() > FINISHED) {
                mayFinish.await();
            }
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class WithARoute {

        @Bean
        RoutesBuilder route(Work work) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("alicom-mns:SmsReport").process(exchange -> work.step());
                }
            };
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class WithAListener {

        @Bean
        Listener listener(Work work) {
            return new Listener(work);
        }
    }

    record Listener(Work work) {

        @Consume("alicom-mns:SmsReport")
        public void on(SmsReport receipt) throws InterruptedException {
            work.step();
        }
    }
}
