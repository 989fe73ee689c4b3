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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.Backoff;
import io.github.camelalicom.mns.gateway.Durations;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * One poller's wait for one message. It long-polls in whole seconds, as MNS does; for the rest of
 * its time it pauses, and receives once more at the end. It does not leave a receive before the
 * end: a message that MNS has just handed out would be hidden until its lease expires.
 */
final class SinglePoll {

    /** A poller that allows five seconds has slightly less left when the receive begins. */
    private static final Duration TOLERANCE = Duration.ofMillis(50);

    /** Longer than any receive takes. */
    private static final Duration MAX_RECEIVE = Duration.ofMinutes(1);

    /** A message, or the pause before the next receive. */
    private record Received(Optional<ReceivedMessage> message, Duration pause) {

        static Received nothing(Duration pause) {
            return new Received(Optional.empty(), pause);
        }
    }

    private final Polls polls;
    private final Poll.Handler late;
    private final ConsumerSettings settings;
    private final FailureTracker failures;
    private final PollState state;
    private final LongSupplier nanoTime;
    private final IdleBackoff idle = new IdleBackoff();
    private final Backoff backoff;

    /**
     * @param late gets the result of a receive that ends after the poller has left
     */
    SinglePoll(
            Polls polls,
            Poll.Handler late,
            ConsumerSettings settings,
            FailureTracker failures,
            PollState state,
            LongSupplier nanoTime) {
        this.polls = polls;
        this.late = late;
        this.settings = settings;
        this.failures = failures;
        this.state = state;
        this.nanoTime = nanoTime;
        this.backoff = new Backoff(settings.errorBackoff(), settings.maxErrorBackoff());
    }

    /**
     * Receives at least once, and again until the time is over.
     *
     * @param end on the engine's clock
     * @return empty when the time is over, or polling was closed
     */
    Optional<ReceivedMessage> until(long end) throws InterruptedException {
        while (state.isOpen()) {
            Received received = receive(end);
            if (received.message().isPresent() || left(end).isZero()) {
                return received.message();
            }
            state.pause(Durations.shorter(received.pause(), left(end)));
        }
        return Optional.empty();
    }

    private Received receive(long end) throws InterruptedException {
        Duration wait = wholeSeconds(Durations.shorter(left(end), settings.waitTime()));
        long start = nanoTime.getAsLong();
        try {
            List<ReceivedMessage> messages = receive(wait, left(end));
            if (messages.isEmpty()) {
                Duration took = Duration.ofNanos(nanoTime.getAsLong() - start);
                return Received.nothing(pauseAfterEmpty(wait, took, end));
            }
            failures.recovered();
            return new Received(Optional.of(messages.get(0)), Duration.ZERO);
        } catch (MnsException e) {
            return Received.nothing(pauseAfter(e, end));
        }
    }

    /** Empty also when polling is closed meanwhile; then the receive ends without the poller. */
    private List<ReceivedMessage> receive(Duration wait, Duration limit)
            throws InterruptedException {
        CompletableFuture<List<ReceivedMessage>> next = new CompletableFuture<>();
        Poll.Handler handler =
                (poll, messages, e) -> {
                    if (!(e == null ? next.complete(messages) : next.completeExceptionally(e))) {
                        late.ended(poll, messages, e);
                    }
                };
        long start = nanoTime.getAsLong();
        Poll poll = wait.isZero() ? polls.ask(1, wait, handler) : polls.begin(1, wait, handler);
        boolean adopted = poll.begunAt() - start < 0;
        try {
            state.await(next, adopted ? Durations.shorter(limit, MAX_RECEIVE) : MAX_RECEIVE);
        } catch (InterruptedException e) {
            // the result may arrive between the interrupt and the cancellation
            next.thenAccept(messages -> late.ended(poll, messages, null));
            throw e;
        } finally {
            // no effect on a result that has arrived
            if (next.cancel(false)) {
                polls.leave(poll, late);
            }
        }
        return result(next);
    }

    private static List<ReceivedMessage> result(CompletableFuture<List<ReceivedMessage>> reply) {
        try {
            return reply.isCancelled() ? List.of() : reply.join();
        } catch (CompletionException e) {
            throw MnsException.of(e.getCause());
        }
    }

    private Duration pauseAfterEmpty(Duration wait, Duration took, long end) {
        if (state.isOpen()) {
            failures.recovered();
        }
        backoff.reset();
        Duration pause = idle.afterEmpty(took, wait);
        Duration left = left(end);
        // less than a second is too short for a long poll
        return wholeSeconds(left).isZero() ? left : pause;
    }

    /** While time is left, the poller retries; then it gets the exception. */
    private Duration pauseAfter(MnsException e, long end) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!state.isOpen() || e.kind() == Kind.CLOSED) {
            return Duration.ZERO;
        }
        if (left(end).isZero()) {
            failures.count(e);
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
}
