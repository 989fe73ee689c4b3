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
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * One taker's wait for one message. It waits at the queue, in whole seconds as MNS counts; for what
 * is left of its time after that it rests, and looks once more at the end. It never leaves a poll
 * before its time: what the queue had just handed out would be gone until its lease ends.
 */
final class SinglePoll {

    /**
     * What a wait may be too long by: a taker who gives it five seconds has less left when he is
     * here, and would wait for four of them only.
     */
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    /** How a taker rests. */
    @FunctionalInterface
    interface Rest {
        void rest(Duration pause) throws InterruptedException;
    }

    /** How a taker polls. */
    @FunctionalInterface
    interface Polling {
        /**
         * @param wait how long the service may hold a poll
         * @param limit how long the caller can wait
         */
        List<ReceivedMessage> poll(Duration wait, Duration limit) throws InterruptedException;
    }

    private final Polling polling;
    private final ConsumerSettings settings;
    private final FailureTracker outage;
    private final BooleanSupplier open;
    private final Rest rest;
    private final LongSupplier nanoTime;
    private final IdleBackoff idlePause = new IdleBackoff();
    private final Backoff backoff;

    SinglePoll(
            Polling polling,
            ConsumerSettings settings,
            FailureTracker outage,
            BooleanSupplier open,
            Rest rest,
            LongSupplier nanoTime) {
        this.polling = polling;
        this.settings = settings;
        this.outage = outage;
        this.open = open;
        this.rest = rest;
        this.nanoTime = nanoTime;
        this.backoff =
                new Backoff(
                        settings.errorBackoff(),
                        settings.maxErrorBackoff(),
                        () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Looks at least once, and again until the time is over.
     *
     * @param end on the engine's clock
     * @return empty when the time is over, or the lender has stopped
     */
    Optional<ReceivedMessage> until(long end) throws InterruptedException {
        while (open.getAsBoolean()) {
            Duration wait = wholeSeconds(shorter(left(end), settings.waitTime()));
            long start = nanoTime.getAsLong();
            Duration pause;
            try {
                List<ReceivedMessage> messages = polling.poll(wait, left(end));
                if (!messages.isEmpty()) {
                    outage.recovered();
                    return Optional.of(messages.get(0));
                }
                pause = pauseAfterEmpty(wait, Duration.ofNanos(nanoTime.getAsLong() - start), end);
            } catch (MnsException e) {
                pause = pauseAfter(e, end);
            }
            if (left(end).isZero()) {
                return Optional.empty();
            }
            rest.rest(shorter(pause, left(end)));
        }
        return Optional.empty();
    }

    private Duration pauseAfterEmpty(Duration wait, Duration took, long end) {
        if (open.getAsBoolean()) {
            outage.recovered();
        }
        backoff.reset();
        Duration pause = idlePause.afterEmpty(took, wait);
        Duration left = left(end);
        // too short for a wait at the queue
        return wholeSeconds(left).isZero() ? left : pause;
    }

    /** Who has time left tries again; who has not is told: this is not an empty queue. */
    private Duration pauseAfter(MnsException e, long end) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!open.getAsBoolean() || e.kind() == Kind.CLOSED) {
            return Duration.ZERO;
        }
        if (left(end).isZero()) {
            outage.noted(e);
            throw e;
        }
        outage.failed(e);
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
