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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** Whatever a refusal looks like, a fresh token is tried once, and not for every call. */
class RefusedTokenTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final MnsQueue queue =
            MnsGateway.open(EmulatorAccount.settings(alicom), new Threads(pool, pool, timer));

    @AfterEach
    void close() {
        queue.close();
        pool.shutdownNow();
        timer.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "401, SecurityTokenExpired",
        "400, InvalidSecurityToken",
        "408, TimeExpired",
        "400, InvalidAuthorizationHeader",
        "403, AccessDenied"
    })
    void oneFreshTokenAndOneMoreAttempt(int status, String code) {
        alicom.deliver(smsReport());
        alicom.faults().add(Fault.error(code, status).on(RequestKind.RECEIVE));

        assertThat(BlockingCall.await(queue.receive(1, Duration.ZERO))).hasSize(1);
        assertThat(alicom.requests().count(RequestKind.TOKEN)).isEqualTo(2);
    }

    @Test
    void aVerbThatIsAlwaysRefusedFetchesNoTokenForEachCall() {
        alicom.deliver(smsReport());
        String handle = BlockingCall.await(queue.receive(1, Duration.ZERO)).get(0).receiptHandle();
        alicom.faults()
                .add(Fault.error("AccessDenied", 403).on(RequestKind.CHANGE_VISIBILITY).always());

        for (int i = 0; i < 20; i++) {
            MnsException e =
                    catchThrowableOfType(
                            MnsException.class,
                            () ->
                                    BlockingCall.await(
                                            queue.changeVisibility(
                                                    handle, Duration.ofSeconds(60), PATIENCE)));
            assertThat(e.kind()).isEqualTo(Kind.DENIED);
        }

        assertThat(alicom.requests().count(RequestKind.TOKEN)).isLessThan(10);
        assertThat(BlockingCall.await(queue.delete(List.of(handle), PATIENCE))).isEmpty();
    }

    @Test
    void aTokenServiceThatIsDownIsAskedMoreAndMoreRarely() {
        alicom.faults().add(Fault.status(503).on(RequestKind.TOKEN).always());

        for (int i = 0; i < 50; i++) {
            MnsException e =
                    catchThrowableOfType(
                            MnsException.class,
                            () -> BlockingCall.await(queue.receive(1, Duration.ZERO)));
            assertThat(e.kind()).isEqualTo(Kind.TOKEN_UNAVAILABLE);
        }

        assertThat(alicom.requests().count(RequestKind.TOKEN)).isLessThan(10);
    }

    @Test
    void cancellingAReceiveCutsItsConnection() {
        CompletableFuture<?> poll = queue.receive(1, Duration.ofSeconds(30));
        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);

        poll.cancel(true);

        await().until(() -> alicom.queue("SmsReport").waitingPolls() == 0);
    }
}
