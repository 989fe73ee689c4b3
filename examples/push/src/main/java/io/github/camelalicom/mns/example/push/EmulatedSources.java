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
package io.github.camelalicom.mns.example.push;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Receipt;

import static io.github.camelalicom.mns.emulator.Receipts.signSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/**
 * Stands in for an account at Alibaba Cloud: an emulator for the queue, and a client that pushes
 * receipts, one of which the queue delivers as well.
 */
final class EmulatedSources extends MainListenerSupport implements AutoCloseable {

    private static final String KEY = "example-key";

    private final AlicomEmulator emulator = AlicomEmulator.start();
    private final int port = freePort();

    /** What an account sets in system properties or in the environment. */
    Map<String, String> properties() {
        return Map.of(
                "alicom.queue-name", emulator.queueName("SmsReport"),
                "alicom.access-key", emulator.accessKey(),
                "alicom.secret-key", emulator.secretKey(),
                "alicom.token-endpoint", emulator.endpoint(),
                "alicom.mns-endpoint", emulator.endpoint(),
                "push.port", String.valueOf(port),
                "push.key", KEY,
                "example.seconds", "10");
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        Receipt<?> both = smsReport().bizId("from-both");
        emulator.deliver(smsReport().bizId("from-the-queue"), both);
        push("SmsReport", smsReport().bizId("from-the-push"), both);
        push("SignSmsReport", signSmsReport());
    }

    private void push(String messageType, Receipt<?>... receipts) {
        String body =
                Stream.of(receipts).map(Receipt::json).collect(Collectors.joining(",", "[", "]"));
        URI uri = URI.create("http://127.0.0.1:" + port + "/push/" + KEY + "/" + messageType);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            String answer =
                    HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
            System.out.println("push of " + receipts.length + " answered " + answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        emulator.close();
    }
}
