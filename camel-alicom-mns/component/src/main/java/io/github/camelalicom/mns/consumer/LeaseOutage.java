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

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.Backoff;
import io.github.camelalicom.mns.gateway.Durations;
import io.github.camelalicom.mns.gateway.MnsException;

/**
 * A time in which extensions of a queue fail: said once when it begins and once when it is over,
 * with a pause after each failure that all messages share.
 */
final class LeaseOutage {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final FailureTracker outage;
    private final Backoff pause;

    /** Those whose extension was not accepted, for a reason that may be theirs only. */
    private final Set<Delivery> rejected = ConcurrentHashMap.newKeySet();

    private volatile boolean said;

    LeaseOutage(FailureTracker outage, LongSupplier nanoTime) {
        this.outage = outage;
        this.pause = Backoff.shared(SHORTEST_PAUSE, LONGEST_PAUSE, nanoTime);
    }

    /** Whether the last extension failed. */
    boolean isOn() {
        return pause.failing();
    }

    long pauseLeft() {
        return pause.left();
    }

    void failed(MnsException e, Duration pauseAtMost) {
        said = true;
        pause.failed(Durations.longer(pauseAtMost, SHORTEST_PAUSE));
        outage.failed(e);
    }

    /** The service answered. While a message is rejected, that is not the end of the outage. */
    void works() {
        pause.succeeded();
        if (rejected.isEmpty()) {
            said = false;
            outage.recovered();
        }
    }

    /** The extension of this message was not accepted. */
    void reject(Delivery delivery) {
        rejected.add(delivery);
        if (!delivery.state().held()) {
            // it was forgotten before
            rejected.remove(delivery);
        }
    }

    /** The message needs no extension any more. */
    void forget(Delivery delivery) {
        rejected.remove(delivery);
    }

    /** There is a reason to try without a further pause. */
    void tryAtOnce() {
        pause.succeeded();
    }

    /** Whether it is on, and none is left that was rejected. */
    boolean mayEnd() {
        return said && rejected.isEmpty();
    }

    /** Nothing is left that could fail, or succeed. */
    void end() {
        said = false;
        pause.succeeded();
        outage.forget();
    }
}
