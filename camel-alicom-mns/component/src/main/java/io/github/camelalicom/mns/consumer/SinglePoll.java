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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * One poller's wait for one message. It waits at the queue, in whole seconds as MNS counts; for the
 * rest of its time it pauses, and receives once more at the end. It never leaves a receive before
 * the end: a message that MNS had just handed out would be hidden until its lease expires.
 */
final class SinglePoll {

    /** A poller that allows five seconds has a little less left when the receive begins. */
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    /** Makes one receive. */
    @FunctionalInterface
    interface Receive {
        /**
         * @param wait how long the service may hold the request
         * @param limit how long the caller can wait
         */
        List<ReceivedMessage> receive(Duration wait, Duration limit) throws InterruptedException;
    }

    private final Receive queue;
    private final ConsumerSettings settings;
    private final FailureTracker failures;
    private final PollState state;
    private final LongSupplier nanoTime;
    private final IdleBackoff idle = new IdleBackoff();
    private final Backoff backoff;

    SinglePoll(
            Receive queue,
            ConsumerSettings settings,
            FailureTracker failures,
            PollState state,
            LongSupplier nanoTime) {
        this.queue = queue;
        this.settings = settings;
        this.failures = failures;
        this.state = state;
        this.nanoTime = nanoTime;
        this.backoff =
                new Backoff(
                        settings.errorBackoff(),
                        settings.maxErrorBackoff(),
                        () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Receives at least once, and again until the time is over.
     *
     * @param end on the engine's clock
     * @return empty when the time is over, or polling was closed
     */
    Optional<ReceivedMessage> until(long end) throws InterruptedException {
        while (state.isOpen()) {
            Duration pause;
            Duration wait = wholeSeconds(shorter(left(end), settings.waitTime()));
            long start = nanoTime.getAsLong();
            try {
                List<ReceivedMessage> messages = queue.receive(wait, left(end));
                if (!messages.isEmpty()) {
                    failures.recovered();
                    return Optional.of(messages.get(0));
                }
                pause = pauseAfterEmpty(wait, Duration.ofNanos(nanoTime.getAsLong() - start), end);
            } catch (MnsException e) {
                pause = pauseAfter(e, end);
            }
            if (left(end).isZero()) {
                break;
            }
            state.pause(shorter(pause, left(end)));
        }
        return Optional.empty();
    }

    private Duration pauseAfterEmpty(Duration wait, Duration took, long end) {
        if (state.isOpen()) {
            failures.recovered();
        }
        backoff.reset();
        Duration pause = idle.afterEmpty(took, wait);
        Duration left = left(end);
        // too short for a wait at the queue
        return wholeSeconds(left).isZero() ? left : pause;
    }

    /** While time is left, the poller tries again; then it gets the failure. */
    private Duration pauseAfter(MnsException e, long end) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!state.isOpen() || e.kind() == Kind.CLOSED) {
            return Duration.ZERO;
        }
        if (left(end).isZero()) {
            failures.noted(e);
            throw e;
        }
        failures.failed(e);
        return Duration.ofNanos(backoff.nextNanos());
    }

    private Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong()));
    }

    private static Duration wholeSeconds(Duration time) {
        return Duration.ofSeconds(time.plus(TOLERANCE).toSeconds());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
