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
package io.github.camelalicom.mns.example.recipes;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.aliyun.credentials.Client;
import com.aliyun.credentials.models.Config;
import com.aliyun.credentials.utils.AuthConstant;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/** The recipe for credentials of the newer library, with kinds that need no account. */
class CredentialsJavaTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void aPermanentKeyOpensTheQueue() throws Exception {
        Config config = new Config();
        config.type = AuthConstant.ACCESS_KEY;
        config.accessKeyId = alicom.accessKey();
        config.accessKeySecret = alicom.secretKey();

        receiveWith(new Client(config));

        assertThat(alicom.requests().ofKind(RequestKind.TOKEN))
                .singleElement()
                .satisfies(one -> assertThat(one.target()).doesNotContain("SecurityToken"));
    }

    /** Each token of the queue is requested with credentials that are valid then. */
    @Test
    void temporaryCredentialsOfAServiceOpenTheQueueAndAreRenewed() throws Exception {
        try (CredentialsService service = new CredentialsService()) {
            Config config = new Config();
            config.type = AuthConstant.CREDENTIALS_URI;
            config.credentialsURI = service.uri();

            receiveWith(new Client(config));
            int first = service.answers.get();
            alicom.expireTokens();
            alicom.deliver(smsReport());
            within(() -> alicom.queue("SmsReport").deleted() == 2);

            assertThat(first).isPositive();
            assertThat(service.answers).hasValueGreaterThan(first);
            assertThat(alicom.requests().ofKind(RequestKind.TOKEN))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(one -> assertThat(one.target()).contains("SecurityToken"));
        }
    }

    private void receiveWith(Client client) throws Exception {
        // tag::bind[]
        camel.getRegistry().bind("credentials", new CredentialsJavaProvider(client));
        // end::bind[]
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uriWithoutKey()).to("log:receipts");
                    }
                });
        camel.start();
        alicom.deliver(smsReport());
        within(() -> alicom.queue("SmsReport").deleted() == 1);
    }

    /** The component finds the only provider of the registry by itself. */
    private static String uriWithoutKey() {
        return alicom.uri("SmsReport", "waitTime=1s")
                .replaceAll("accessKey=[^&]*&|secretKey=[^&]*&", "");
    }

    private static void within(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    /** Hands out credentials that end at once, as a service on the machine of a container does. */
    private static final class CredentialsService implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final AtomicInteger answers = new AtomicInteger();

        CredentialsService() throws IOException {
            server.createContext("/", this::answer);
            server.start();
        }

        String uri() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/credentials";
        }

        private void answer(HttpExchange exchange) throws IOException {
            String end = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS).toString();
            byte[] json =
                    String.format(
                                    "{\"Code\":\"Success\",\"AccessKeyId\":\"%s\","
                                            + "\"AccessKeySecret\":\"%s\","
                                            + "\"SecurityToken\":\"token-%d\","
                                            + "\"Expiration\":\"%s\"}",
                                    alicom.accessKey(),
                                    alicom.secretKey(),
                                    answers.incrementAndGet(),
                                    end)
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, json.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(json);
            }
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
