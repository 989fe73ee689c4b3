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
package io.github.camelalicom.mns.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.StaticCredentialsProvider;

import io.github.camelalicom.mns.emulator.AlicomEmulator;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/** From the bytes of an answer to its messages; the answer is one that a service gave. */
@State(Scope.Benchmark)
public class AnswerStage {

    private static final int BATCH = 16;
    private static final String QUEUE = "Alicom-Queue-1-SmsReport";

    private MnsResponseParser replies;
    private MnsResponse answer;

    @Setup
    public void ask() {
        ScheduledExecutorService pool = Executors.newScheduledThreadPool(2);
        try (AlicomEmulator emulator = AlicomEmulator.builder().port(0).start()) {
            for (int i = 0; i < BATCH; i++) {
                emulator.deliverTo(QUEUE, smsReport().delivered());
            }
            URI endpoint = URI.create(emulator.endpoint());
            ServiceAddress address = ServiceAddress.of(endpoint, ProxySettings.UNSET);
            replies = new MnsResponseParser(QUEUE, address, System::nanoTime);
            Threads threads = new Threads(pool, pool, pool);
            MnsTransport transport = new MnsTransport(address, threads);
            MnsRequest request = MnsRequest.receive(QUEUE, BATCH, Duration.ZERO);
            Duration limit = Duration.ofSeconds(10);
            answer = transport.send(request, token(emulator), limit).answer().join();
            transport.close();
        } finally {
            pool.shutdown();
        }
    }

    private static MnsToken token(AlicomEmulator emulator) {
        return new TokenService(
                        new GatewaySettings(
                                "SmsReport",
                                QUEUE,
                                "cn-hangzhou",
                                URI.create(emulator.endpoint()),
                                URI.create(emulator.endpoint()),
                                null,
                                new StaticCredentialsProvider(
                                        new BasicCredentials(
                                                emulator.accessKey(), emulator.secretKey())),
                                Duration.ofMinutes(2)))
                .fetch();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public List<ReceivedMessage> read() {
        return replies.messages(answer, Duration.ZERO);
    }
}
