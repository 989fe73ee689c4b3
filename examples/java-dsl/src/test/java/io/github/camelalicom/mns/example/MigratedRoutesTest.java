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
package io.github.camelalicom.mns.example;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Receipts;
import io.github.camelalicom.mns.receipt.SmsUp;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The routes of the migration guide, as they stand there. */
class MigratedRoutesTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    /** A little more than the emulator's, which is the vendor's default. */
    private static final Duration LEASE = Duration.ofSeconds(31);

    @TempDir Path folder;

    private final CamelContext camel = new DefaultCamelContext();
    private final List<String> dealtWith = new CopyOnWriteArrayList<>();
    private final List<SmsUp> replies = new CopyOnWriteArrayList<>();
    private volatile boolean verdict = true;

    @BeforeEach
    void start() throws Exception {
        AlicomMnsComponent component = camel.getComponent("alicom-mns", AlicomMnsComponent.class);
        component.getConfiguration().setAccessKey(alicom.emulator().accessKey());
        component.getConfiguration().setSecretKey(alicom.emulator().secretKey());
        component.getConfiguration().setTokenEndpoint(alicom.endpoint());
        component.getConfiguration().setMnsEndpoint(alicom.endpoint());
        Properties properties = new Properties();
        properties.setProperty("queue", alicom.queueName("SmsReport"));
        properties.setProperty("replies", alicom.queueName("SmsUp"));
        properties.setProperty("rejected.folder", folder.toString());
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.getRegistry().bind("repository", new MemoryIdempotentRepository());
        camel.addRoutes(new MigratedRoutes(new Handler()));
        RouteBuilder.addRoutes(
                camel,
                routes ->
                        routes.from("direct:replies")
                                .process(e -> replies.add(e.getMessage().getBody(SmsUp.class))));
        camel.start();
    }

    /** A class, as the company has one: Camel finds the method of a lambda twice. */
    public class Handler implements MigratedRoutes.ReceiptHandler {

        @Override
        public boolean dealMessage(String json) {
            dealtWith.add(json);
            return verdict;
        }
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void whatTheHandlerAcceptsIsDeletedAndItGetsTheJsonAsBefore() {
        alicom.deliver(smsReport().bizId("b-1").delivered());

        await().until(() -> alicom.queue("SmsReport").deleted() == 1);

        assertThat(dealtWith).singleElement().asString().contains("\"biz_id\":\"b-1\"");
    }

    @Test
    void whatTheHandlerRefusesComesAgain() {
        verdict = false;
        alicom.deliver(smsReport().bizId("b-1").delivered());
        await().until(() -> alicom.queue("SmsReport").invisible() == 1 && dealtWith.size() == 1);
        await().until(() -> camel.getInflightRepository().size() == 0);

        verdict = true;
        alicom.clock().advance(LEASE);

        await().until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(dealtWith).hasSize(2);
    }

    @Test
    void whatIsNoReceiptIsSetAsideAndNotGivenToTheHandler() {
        alicom.deliverRaw("SmsReport", "no JSON");

        await().until(() -> alicom.queue("SmsReport").deleted() == 1);

        assertThat(folder).isNotEmptyDirectory();
        assertThat(dealtWith).isEmpty();
    }

    @Test
    void aReplyThatComesTwiceIsTakenOnce() {
        var reply = Receipts.smsUp().content("TD");

        alicom.deliver(reply, reply);

        await().until(() -> alicom.queue("SmsUp").deleted() == 2);
        assertThat(replies).extracting(SmsUp::content).containsExactly("TD");
    }
}
