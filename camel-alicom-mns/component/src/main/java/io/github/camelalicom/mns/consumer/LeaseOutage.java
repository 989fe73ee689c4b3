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

import io.github.camelalicom.mns.gateway.Durations;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.SharedBackoff;

/**
 * A time in which extensions of a queue fail: reported when it begins and when it ends, with a
 * pause after each failure that all messages share.
 */
final class LeaseOutage {

    private static final Duration MIN_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(5);

    private final FailureTracker failures;
    private final SharedBackoff pause;

    /** Messages whose extension was rejected, for a reason that may concern only them. */
    private final Set<Delivery> rejected = ConcurrentHashMap.newKeySet();

    private volatile boolean reported;

    LeaseOutage(FailureTracker failures, LongSupplier nanoTime) {
        this.failures = failures;
        this.pause = new SharedBackoff(MIN_PAUSE, MAX_PAUSE, nanoTime);
    }

    /** Whether the last extension failed. */
    boolean isOn() {
        return pause.failing();
    }

    long pauseLeft() {
        return pause.left();
    }

    void failed(MnsException e, Duration maxPause) {
        reported = true;
        pause.failed(Durations.longer(maxPause, MIN_PAUSE));
        failures.failed(e);
    }

    /** A failure that no other extension need share. */
    void remember(MnsException e) {
        failures.remember(e);
    }

    /** Ends the pause, and the outage unless a message is rejected. */
    void serviceAnswered() {
        pause.succeeded();
        if (rejected.isEmpty()) {
            reported = false;
            failures.recovered();
        }
    }

    /** The extension of this message was rejected. */
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

    void endPause() {
        pause.succeeded();
    }

    /** Whether the outage is on, and no rejected message is left. */
    boolean mayEnd() {
        return reported && rejected.isEmpty();
    }

    /** No message is left whose extension could fail or succeed. */
    void end() {
        reported = false;
        pause.succeeded();
        failures.forget();
    }
}
