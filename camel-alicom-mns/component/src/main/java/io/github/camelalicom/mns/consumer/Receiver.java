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
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Backoff;
import io.github.camelalicom.mns.gateway.Durations;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * Receives in a loop that only a stop ends. Each step reserves a permit for every message that the
 * receive may return, so that no message is received without room for it. The next step follows
 * when the poll has ended, a pause is over, or there is room; it may begin before this one returns.
 */
final class Receiver {

    /** The receivers of one consumer. */
    interface Peers {
        /** Whether this receiver continues. */
        boolean isCurrent(Receiver receiver);

        /** Starts one more receiver, unless the maximum is reached. */
        void startExtra();

        /** This receiver has ended. */
        void leave(Receiver receiver);

        /** Runs a step of a receiver, which is short and never blocks. */
        void execute(Runnable step);

        /** Runs a step of a receiver after a pause. */
        Future<?> executeAfter(Duration pause, Runnable step);
    }

    /** Takes over received messages. */
    interface Sink {
        /**
         * @param permits what was reserved for the receive, to be released
         * @param messages normally at most as many; empty when the receive failed
         */
        void received(int permits, List<ReceivedMessage> messages);

        /** The queue has answered a poll, with or without messages. */
        void answered();

        /** From a poll that ended after the receivers were stopped. */
        void receivedLate(List<ReceivedMessage> messages);
    }

    private enum Result {
        FULL,
        PARTIAL,
        EMPTY,
        FAILED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    /** Retries are more frequent than usual, since every held message needs the token. */
    private static final Duration MAX_TOKEN_BACKOFF = Duration.ofSeconds(2);

    /** After a failure: a long poll would show only at its end that the queue works again. */
    private static final Duration MAX_PROBE_WAIT = Duration.ofSeconds(1);

    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

    private final Peers peers;
    private final boolean primary;
    private final Polls polls;
    private final ConsumerSettings settings;
    private final InFlight inFlight;
    private final Sink sink;
    private final FailureTracker failures;
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final IdleBackoff idleBackoff = new IdleBackoff();

    /** Why the last poll failed; null when it did not. */
    private volatile Kind failure;

    // guarded by this
    private boolean stopped;
    private Poll poll;
    private int permits;
    private Future<?> pause;

    /**
     * @param primary whether it always polls; an extra receiver polls only while batches are full
     */
    Receiver(
            Peers peers,
            boolean primary,
            Polls polls,
            ConsumerSettings settings,
            InFlight inFlight,
            Sink sink,
            FailureTracker failures,
            LongSupplier nanoTime) {
        this.peers = peers;
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

    /** Starts the next poll, or ends an extra receiver that is no longer needed. */
    void step() {
        try {
            polls.during(this::pollOrLeave);
        } catch (RuntimeException | Error e) {
            recover(e);
        }
    }

    private void pollOrLeave() {
        if (!peers.isCurrent(this) || !pollIfThereIsRoom() && !primary) {
            peers.leave(this);
        }
    }

    private boolean pollIfThereIsRoom() {
        int max = settings.maxMessagesPerPoll();
        int reserved =
                primary
                        ? inFlight.acquire(max, () -> peers.execute(this::step))
                        : inFlight.tryAcquire(max);
        if (reserved > 0) {
            poll(reserved);
        }
        return reserved > 0;
    }

    private void poll(int reserved) {
        Poll.Handler handler = (ended, messages, e) -> ended(ended, reserved, messages, e);
        Poll before = current();
        begun(
                primary
                        ? polls.begin(reserved, nextWait(), handler)
                        : polls.ask(reserved, Duration.ZERO, handler),
                before,
                reserved);
    }

    private synchronized Poll current() {
        return poll;
    }

    private Duration nextWait() {
        Duration usual = settings.waitTime();
        return failure == null ? usual : Durations.shorter(usual, MAX_PROBE_WAIT);
    }

    /** It may have ended already, and the next one have begun: that one stays the current one. */
    private void begun(Poll begun, Poll before, int reserved) {
        boolean late;
        synchronized (this) {
            if (poll == before) {
                poll = begun;
                permits = reserved;
            }
            late = stopped;
        }
        if (late) {
            leave(begun, reserved);
        }
    }

    /** No further step follows; a poll under way finishes by itself. */
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
                continueAfter(pauseAfter(result, ended));
            } else {
                peers.leave(this);
            }
        } catch (RuntimeException | Error error) {
            recover(error);
        }
    }

    private Result succeeded(Poll ended, int received) {
        failure = null;
        // the empty answer to a poll that was cut does not prove that the queue works
        if (received > 0 || peers.isCurrent(this)) {
            failures.recovered();
            sink.answered();
        }
        if (received < ended.max()) {
            return received == 0 ? Result.EMPTY : Result.PARTIAL;
        }
        // this receiver takes the next batch, an extra one takes another
        if (ended.max() == settings.maxMessagesPerPoll() && inFlight.hasRoom(2 * received)) {
            peers.startExtra();
        }
        return Result.FULL;
    }

    private Result failed(MnsException e) {
        failure = e.kind();
        if (peers.isCurrent(this)) {
            failures.failed(e);
        }
        return Result.FAILED;
    }

    private Duration pauseAfter(Result result, Poll ended) {
        if (result == Result.FAILED) {
            return Duration.ofNanos(
                    failure == Kind.TOKEN_UNAVAILABLE
                            ? backoff.nextNanos(MAX_TOKEN_BACKOFF)
                            : backoff.nextNanos());
        }
        backoff.reset();
        if (result == Result.EMPTY) {
            Duration took = Duration.ofNanos(nanoTime.getAsLong() - ended.begunAt());
            Duration idle = idleBackoff.afterEmpty(took, ended.maxWait());
            return Durations.longer(idle, settings.receiveLinger());
        }
        idleBackoff.reset();
        return result == Result.FULL ? Duration.ZERO : settings.receiveLinger();
    }

    private void continueAfter(Duration time) {
        if (time.isZero()) {
            peers.execute(this::step);
            return;
        }
        synchronized (this) {
            if (!stopped) {
                pause = peers.executeAfter(time, this::step);
            }
        }
    }

    /** The loop continues after an unexpected error: otherwise the consumer would stop silently. */
    private void recover(Throwable e) {
        if (primary) {
            LOG.error("ALICOM-317 Unexpected error in a receiver; it continues", e);
            continueAfter(PAUSE_AFTER_ERROR);
        } else {
            LOG.error("ALICOM-318 Unexpected error in an extra receiver; it ends", e);
            peers.leave(this);
        }
    }
}
