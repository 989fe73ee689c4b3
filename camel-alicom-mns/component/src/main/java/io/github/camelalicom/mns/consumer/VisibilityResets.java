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
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;
import io.github.camelalicom.mns.gateway.SharedBackoff;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Makes messages visible again after a delay, instead of when their lease expires. If that fails
 * for some seconds, the message is left, and is redelivered when its lease expires.
 */
final class VisibilityResets {

    private static final Logger LOG = LoggerFactory.getLogger(VisibilityResets.class);
    private static final int MIN_ATTEMPTS = 4;

    /** Long enough for the pause between two attempts to fetch a token. */
    private static final Duration MIN_TIME = Duration.ofSeconds(3);

    private static final Duration MIN_PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(1);

    private record Reset(
            Delivery delivery, Duration delay, State succeeded, int attempt, long retryUntil) {

        Reset next() {
            return new Reset(delivery, delay, succeeded, attempt + 1, retryUntil);
        }

        boolean isLast(long now) {
            return attempt >= MIN_ATTEMPTS && now - retryUntil >= 0;
        }
    }

    private final Queue<Reset> waiting = new ConcurrentLinkedQueue<>();
    private final VisibilityChanger visibility;
    private final Threads threads;
    private final LongSupplier nanoTime;
    private final SharedBackoff pause;
    private final WorkQueue requests;

    /**
     * @param maxRequests the maximum number of requests under way
     */
    VisibilityResets(
            VisibilityChanger visibility, int maxRequests, Threads threads, LongSupplier nanoTime) {
        this.visibility = visibility;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.pause = new SharedBackoff(MIN_PAUSE, MAX_PAUSE, nanoTime);
        this.requests =
                new WorkQueue(threads, nanoTime, () -> maxRequests, this::nextDue, this::resetNext);
    }

    /**
     * @param succeeded the state in which the delivery ends if the reset succeeds; otherwise it
     *     ends as {@link State#LEFT}
     */
    void reset(Delivery delivery, Duration delay, State succeeded) {
        long retryUntil = nanoTime.getAsLong() + MIN_TIME.toNanos();
        add(new Reset(delivery, delay, succeeded, 1, retryUntil));
    }

    private void add(Reset reset) {
        waiting.add(reset);
        requests.wake();
    }

    private OptionalLong nextDue() {
        return waiting.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(nanoTime.getAsLong() + pause.left());
    }

    private CompletableFuture<?> resetNext() {
        Reset next = waiting.poll();
        if (next == null || next.delivery().state() != State.SETTLING) {
            // a late answer to an earlier attempt has ended it
            return CompletableFuture.completedFuture(null);
        }
        String handle = next.delivery().handle();
        Duration patience = Attempt.patience(next.delivery().leaseLeft(nanoTime.getAsLong()));
        return new ResetAttempt(next, handle)
                .send(() -> visibility.change(handle, next.delay(), patience), threads);
    }

    /** All resets pause: the service throttles or is down for all of them. */
    private void retry(Reset reset) {
        pause.failed(MAX_PAUSE);
        add(reset.next());
    }

    private final class ResetAttempt extends Attempt<Lease> {

        private final Reset reset;
        private final Delivery delivery;
        private final String handle;

        private final boolean last;

        ResetAttempt(Reset reset, String handle) {
            this.reset = reset;
            this.delivery = reset.delivery();
            this.handle = handle;
            this.last = reset.isLast(nanoTime.getAsLong());
        }

        @Override
        void succeeded(Lease lease, boolean late) {
            pause.succeeded();
            delivery.end(reset.succeeded());
            answered(late);
        }

        @Override
        void failed(MnsException e, boolean late) {
            LOG.debug("The visibility of {} could not be reset: {}", delivery, e.getMessage());
            answered(late);
            if (late && !last) {
                return;
            }
            if (!late && !last && e.kind().retryable()) {
                retry(reset);
            } else if (!late && e.kind() == Kind.HANDLE_LOST && isUnsure()) {
                delivery.settling().whenSure(handle, () -> add(reset));
            } else {
                delivery.end(State.LEFT);
            }
        }

        private boolean isUnsure() {
            return delivery.settling().isUnsure(handle);
        }

        private void answered(boolean late) {
            if (late) {
                delivery.settling().answered();
            }
        }

        /** The answer to the last attempt is awaited. */
        @Override
        void overdue() {
            delivery.settling().overdue();
            if (!last) {
                retry(reset);
            }
        }
    }
}
