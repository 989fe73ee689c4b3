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
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.BlockingCall;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * Receives in a loop that only stop ends. It takes a permit for each message that may come before
 * it asks, so that nothing is ever received for which there is no room.
 */
final class Receiver {

    /** The token service is waited for with more attempts: all that is held hangs on it. */
    private static final Duration LONGEST_WAIT_FOR_TOKEN = Duration.ofSeconds(2);

    /**
     * After a failure: a poll of the usual length would not tell for half a minute that all is
     * well.
     */
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(1);

    /** What came of one poll. */
    private enum Result {
        FULL,
        PARTIAL,
        EMPTY,
        FAILED
    }

    /** Makes receivers; the lead polls always, a helper only while the queue is full. */
    @FunctionalInterface
    interface Factory {
        Receiver create(boolean lead, BooleanSupplier onDuty);
    }

    /** Takes over what a receive brought. */
    @FunctionalInterface
    interface Sink {
        /**
         * @param permits what was reserved for the receive, to be given back
         * @param messages at most as many; none when it failed
         */
        void received(int permits, List<ReceivedMessage> messages);
    }

    private final MnsQueue queue;
    private final ConsumerSettings settings;
    private final InFlight inFlight;
    private final Sink sink;
    private final Outage outage;
    private final Receivers receivers;
    private final BooleanSupplier onDuty;
    private final LongSupplier nanoTime;
    private final boolean lead;
    private final Backoff backoff;
    private final IdlePause idlePause = new IdlePause();

    /** Why the last poll failed; null when it did not. */
    private Kind failure;

    /**
     * @param onDuty false once the receivers were stopped
     */
    Receiver(
            MnsQueue queue,
            ConsumerSettings settings,
            InFlight inFlight,
            Sink sink,
            Outage outage,
            Receivers receivers,
            BooleanSupplier onDuty,
            LongSupplier nanoTime,
            boolean lead) {
        this.queue = queue;
        this.settings = settings;
        this.inFlight = inFlight;
        this.sink = sink;
        this.outage = outage;
        this.receivers = receivers;
        this.onDuty = onDuty;
        this.nanoTime = nanoTime;
        this.lead = lead;
        this.backoff =
                new Backoff(
                        settings.errorBackoff(),
                        settings.maxErrorBackoff(),
                        () -> ThreadLocalRandom.current().nextDouble());
    }

    /** Works until the crew is stopped, or a helper is no longer needed. */
    void run() throws InterruptedException {
        boolean needed = true;
        while (needed && onDuty.getAsBoolean()) {
            needed = lead ? leadOnce() : helpOnce();
        }
    }

    private boolean leadOnce() throws InterruptedException {
        int permits = inFlight.acquire(settings.maxMessagesPerPoll());
        if (permits == 0) {
            return false;
        }
        if (!onDuty.getAsBoolean()) {
            sink.received(permits, List.of());
            return false;
        }
        Duration wait = waitOfNextPoll();
        long start = nanoTime.getAsLong();
        Result result = poll(permits, wait);
        receivers.rest(pauseAfter(result, wait, Duration.ofNanos(nanoTime.getAsLong() - start)));
        return true;
    }

    private Duration waitOfNextPoll() {
        Duration usual = settings.waitTime();
        return failure == null || usual.compareTo(LONGEST_PROBE) < 0 ? usual : LONGEST_PROBE;
    }

    private boolean helpOnce() {
        int permits = inFlight.tryAcquire(settings.maxMessagesPerPoll());
        return permits > 0 && poll(permits, Duration.ZERO) == Result.FULL;
    }

    private Duration pauseAfter(Result result, Duration wait, Duration took) {
        if (result == Result.FAILED) {
            return Duration.ofNanos(
                    failure == Kind.TOKEN_UNAVAILABLE
                            ? backoff.nextNanos(LONGEST_WAIT_FOR_TOKEN)
                            : backoff.nextNanos());
        }
        backoff.reset();
        if (result == Result.EMPTY) {
            Duration pause = idlePause.afterEmpty(took, wait);
            return longer(pause, settings.receiveLinger());
        }
        idlePause.reset();
        return result == Result.FULL ? Duration.ZERO : settings.receiveLinger();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Result poll(int permits, Duration wait) {
        List<ReceivedMessage> messages = List.of();
        try {
            messages = BlockingCall.await(queue.receive(permits, wait));
            failure = null;
            // an empty answer may be the end of a poll that was cancelled
            if (!messages.isEmpty() || onDuty.getAsBoolean()) {
                outage.recovered();
            }
        } catch (MnsException e) {
            failure = e.kind();
            if (onDuty.getAsBoolean()) {
                outage.failed(e);
            }
            return Result.FAILED;
        } finally {
            sink.received(permits, messages);
        }
        return result(messages.size(), permits);
    }

    private Result result(int came, int asked) {
        if (came == 0) {
            return Result.EMPTY;
        }
        if (came < asked) {
            return Result.PARTIAL;
        }
        // this one takes the next batch itself
        if (asked == settings.maxMessagesPerPoll() && inFlight.hasRoom(2 * asked)) {
            receivers.callHelper();
        }
        return Result.FULL;
    }
}
