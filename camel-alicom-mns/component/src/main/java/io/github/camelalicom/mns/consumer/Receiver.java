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
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Backoff;
import io.github.camelalicom.mns.gateway.Durations;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * Receives in a loop that only stop ends. Each step takes a permit for every message that may come
 * before it asks, so that nothing is ever received for which there is no room, and the next step
 * follows when the poll has ended, a pause is over, or there is room. One step at a time.
 */
final class Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    /** The token service is waited for with more attempts: all that is held depends on it. */
    private static final Duration LONGEST_WAIT_FOR_TOKEN = Duration.ofSeconds(2);

    /**
     * After a failure: a poll of the usual length would not tell for half a minute that all is
     * well.
     */
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(1);

    /** After an error that is not the service's. */
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    /** What came of one poll. */
    private enum Result {
        FULL,
        PARTIAL,
        EMPTY,
        FAILED
    }

    /** Makes receivers; the primary always polls, an extra one only while the queue is full. */
    @FunctionalInterface
    interface Factory {
        Receiver create(Receivers receivers, boolean primary);
    }

    /** Takes over what receives brought. */
    interface Sink {
        /**
         * @param permits what was reserved for the receive, to be released
         * @param messages as a rule at most as many; none when it failed
         */
        void received(int permits, List<ReceivedMessage> messages);

        /** From a poll that went on after the receivers were stopped. */
        void receivedLate(List<ReceivedMessage> messages);
    }

    private final Receivers receivers;
    private final boolean primary;
    private final Polls polls;
    private final ConsumerSettings settings;
    private final InFlight inFlight;
    private final Sink sink;
    private final FailureTracker failures;
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final IdleBackoff idlePause = new IdleBackoff();

    /** Why the last poll failed; null when it did not. */
    private volatile Kind failure;

    // guarded by this
    private boolean stopped;
    private Poll poll;
    private int permits;
    private Future<?> pause;

    Receiver(
            Receivers receivers,
            boolean primary,
            Polls polls,
            ConsumerSettings settings,
            InFlight inFlight,
            Sink sink,
            FailureTracker failures,
            LongSupplier nanoTime) {
        this.receivers = receivers;
        this.primary = primary;
        this.polls = polls;
        this.settings = settings;
        this.inFlight = inFlight;
        this.sink = sink;
        this.failures = failures;
        this.nanoTime = nanoTime;
        this.backoff = new Backoff(settings.errorBackoff(), settings.maxErrorBackoff());
    }

    boolean isPrimary() {
        return primary;
    }

    /** The next poll, or the end of an extra receiver that is not needed any more. */
    void step() {
        try {
            polls.during(this::pollOrLeave);
        } catch (RuntimeException | Error e) {
            recover(e);
        }
    }

    private void pollOrLeave() {
        if (!receivers.isCurrent(this) || !pollIfThereIsRoom() && !primary) {
            receivers.leave(this);
        }
    }

    private boolean pollIfThereIsRoom() {
        int max = settings.maxMessagesPerPoll();
        int reserved =
                primary
                        ? inFlight.acquire(max, () -> receivers.execute(this::step))
                        : inFlight.tryAcquire(max);
        if (reserved > 0) {
            poll(reserved);
        }
        return reserved > 0;
    }

    private void poll(int reserved) {
        Poll.Handler handler = (ended, messages, e) -> ended(ended, reserved, messages, e);
        begun(
                primary
                        ? polls.begin(reserved, waitOfNextPoll(), handler)
                        : polls.ask(reserved, Duration.ZERO, handler),
                reserved);
    }

    private Duration waitOfNextPoll() {
        Duration usual = settings.waitTime();
        return failure == null ? usual : Durations.shorter(usual, LONGEST_PROBE);
    }

    private void begun(Poll begun, int reserved) {
        boolean late;
        synchronized (this) {
            poll = begun;
            permits = reserved;
            late = stopped;
        }
        if (late) {
            leave(begun, reserved);
        }
    }

    /** There is no further step: a poll under way finishes by itself. */
    void stop() {
        Poll left;
        int reserved;
        synchronized (this) {
            stopped = true;
            left = poll;
            reserved = permits;
            if (pause != null) {
                pause.cancel(false);
            }
        }
        if (left != null) {
            leave(left, reserved);
        }
    }

    private void leave(Poll left, int reserved) {
        if (polls.leave(left, (ended, messages, e) -> sink.receivedLate(messages))) {
            sink.received(reserved, List.of());
        }
    }

    private void ended(Poll ended, int reserved, List<ReceivedMessage> messages, MnsException e) {
        try {
            sink.received(reserved, messages);
            Result result = e == null ? succeeded(ended, messages.size()) : failed(e);
            if (primary || result == Result.FULL) {
                goOnAfter(pauseAfter(result, ended));
            } else {
                receivers.leave(this);
            }
        } catch (RuntimeException | Error error) {
            recover(error);
        }
    }

    private Result succeeded(Poll ended, int came) {
        failure = null;
        // an empty answer may be the end of a poll that was cut
        if (came > 0 || receivers.isCurrent(this)) {
            failures.recovered();
        }
        if (came < ended.max()) {
            return came == 0 ? Result.EMPTY : Result.PARTIAL;
        }
        // this one takes the next batch itself
        if (ended.max() == settings.maxMessagesPerPoll() && inFlight.hasRoom(2 * came)) {
            receivers.startExtra();
        }
        return Result.FULL;
    }

    private Result failed(MnsException e) {
        failure = e.kind();
        if (receivers.isCurrent(this)) {
            failures.failed(e);
        }
        return Result.FAILED;
    }

    private Duration pauseAfter(Result result, Poll ended) {
        if (result == Result.FAILED) {
            return Duration.ofNanos(
                    failure == Kind.TOKEN_UNAVAILABLE
                            ? backoff.nextNanos(LONGEST_WAIT_FOR_TOKEN)
                            : backoff.nextNanos());
        }
        backoff.reset();
        if (result == Result.EMPTY) {
            Duration took = Duration.ofNanos(nanoTime.getAsLong() - ended.begunAt());
            Duration idle = idlePause.afterEmpty(took, ended.maxWait());
            return Durations.longer(idle, settings.receiveLinger());
        }
        idlePause.reset();
        return result == Result.FULL ? Duration.ZERO : settings.receiveLinger();
    }

    private void goOnAfter(Duration time) {
        if (time.isZero()) {
            receivers.execute(this::step);
            return;
        }
        synchronized (this) {
            if (!stopped) {
                pause = receivers.executeAfter(time, this::step);
            }
        }
    }

    /** A loop that ended because of an unforeseen error would be silence without end. */
    private void recover(Throwable e) {
        if (e instanceof RejectedExecutionException) {
            LOG.debug("The threads have ended: the consumer has stopped");
        } else if (primary) {
            LOG.error("Unexpected error in a receiver; it continues", e);
            goOnAfter(PAUSE_AFTER_ERROR);
        } else {
            LOG.error("Unexpected error in an extra receiver; it ends", e);
            receivers.leave(this);
        }
    }
}
