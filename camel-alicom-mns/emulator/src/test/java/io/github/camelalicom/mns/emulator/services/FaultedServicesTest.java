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
package io.github.camelalicom.mns.emulator.services;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.mns.QueueAttributes;
import io.github.camelalicom.mns.emulator.mns.Queues;
import io.github.camelalicom.mns.emulator.mns.UndocumentedMns;
import io.github.camelalicom.mns.emulator.pop.TokenStore;

import static org.assertj.core.api.Assertions.assertThat;

/** A reset while a request meets its faults. */
class FaultedServicesTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final UndocumentedMns USUAL = new UndocumentedMns() {};

    private final Delays delays = new Delays();
    private final Queues queues = new Queues(CLOCK, QueueAttributes.DEFAULT, 1, USUAL);

    @ParameterizedTest
    @MethodSource("delays")
    @Timeout(20)
    void aResetEndsADelayThatHasNotBegunYet(Fault delay) {
        Request request = new Request("GET", "/", Map.of(), new byte[0], () -> true);

        assertThat(resetWhileDrawing(delay).answer(request).isDropped()).isTrue();
    }

    static Stream<Fault> delays() {
        return Stream.of(Fault.delay(Duration.ofHours(1)), Fault.delayAfter(Duration.ofHours(1)));
    }

    private FaultedServices resetWhileDrawing(Fault fault) {
        TokenStore tokens = new TokenStore(CLOCK, Duration.ofHours(1));
        return new FaultedServices(
                request -> Answer.empty(204),
                new FaultEffects(queues, tokens, delays, CLOCK, USUAL),
                (kind, queue) -> {
                    delays.endAll();
                    return List.of(new PossibleFault(fault, () -> true));
                },
                new Recorder(() -> recorded -> {}, queues, CLOCK),
                delays,
                Duration.ZERO);
    }
}
