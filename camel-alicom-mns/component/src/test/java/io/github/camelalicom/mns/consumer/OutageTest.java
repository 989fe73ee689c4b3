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
package io.github.camelalicom.mns.consumer;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class OutageTest {

    private final List<String> reports = new ArrayList<>();
    private final Outage outage =
            new Outage("Receiving", (message, cause) -> reports.add(cause.getMessage()), () -> 0);

    @Test
    void speaksOnceHoweverLongItLasts() {
        fail(Kind.UNAVAILABLE, 50);

        assertThat(reports).containsExactly("scripted UNAVAILABLE");
    }

    @Test
    void speaksAgainWhenItBecomesAnotherFailure() {
        fail(Kind.UNAVAILABLE, 5);
        fail(Kind.DENIED, 5);

        assertThat(reports).containsExactly("scripted UNAVAILABLE", "scripted DENIED");
    }

    @Test
    void speaksAgainAfterItWasOver() {
        fail(Kind.UNAVAILABLE, 5);
        outage.recovered();
        fail(Kind.UNAVAILABLE, 5);

        assertThat(reports).hasSize(2);
    }

    @Test
    void isSilentWhenTheQueueWasClosed() {
        fail(Kind.CLOSED, 1);

        assertThat(reports).isEmpty();
    }

    @Test
    void survivesAReporterThatFails() {
        Outage fragile =
                new Outage(
                        "Receiving",
                        (message, cause) -> {
                            throw new IllegalStateException("on purpose");
                        },
                        () -> 0);

        assertThatCode(() -> fragile.failed(ScriptedQueue.failure(Kind.UNAVAILABLE)))
                .doesNotThrowAnyException();
    }

    private void fail(Kind kind, int times) {
        for (int i = 0; i < times; i++) {
            outage.failed(ScriptedQueue.failure(kind));
        }
    }
}
