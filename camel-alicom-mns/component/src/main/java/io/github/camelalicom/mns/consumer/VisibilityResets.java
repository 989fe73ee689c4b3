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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.Backoff;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Makes messages visible again after a time, instead of when their lease ends. It is a courtesy:
 * where it fails, and fails again a few times, the message is left and is redelivered when its
 * lease ends.
 */
final class VisibilityResets {

    private static final Logger LOG = LoggerFactory.getLogger(VisibilityResets.class);
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LAST_PAUSE = Duration.ofMillis(500);

    private record Release(Delivery delivery, Duration delay, State released, int attempt) {

        Release again() {
            return new Release(delivery, delay, released, attempt + 1);
        }

        boolean last() {
            return attempt == ATTEMPTS;
        }
    }

    private final Queue<Release> waiting = new ConcurrentLinkedQueue<>();
    private final VisibilityChanger visibility;
    private final Threads threads;
    private final LongSupplier nanoTime;
    private final Backoff pause;
    private final Alarm alarm;
    private final WorkQueue requests;

    /**
     * @param requestsAtMost how many may be under way at a time
     */
    VisibilityResets(
            VisibilityChanger visibility,
            int requestsAtMost,
            Threads threads,
            LongSupplier nanoTime) {
        this.visibility = visibility;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.pause = Backoff.shared(FIRST_PAUSE, LAST_PAUSE, nanoTime);
        this.requests =
                new WorkQueue(
                        threads.io(),
                        threads.timer(),
                        () -> requestsAtMost,
                        this::ready,
                        this::releaseNext);
        this.alarm = new Alarm(threads.timer(), requests::wake, nanoTime);
    }

    /**
     * @param released what it is when that succeeds; otherwise it is {@link State#LEFT}
     */
    void release(Delivery delivery, Duration delay, State released) {
        add(new Release(delivery, delay, released, 1));
    }

    private void add(Release release) {
        waiting.add(release);
        requests.wake();
    }

    /** The pause may have become longer since the alarm was set. */
    private boolean ready() {
        if (waiting.isEmpty()) {
            return false;
        }
        long pausing = pause.left();
        if (pausing > 0) {
            alarm.by(nanoTime.getAsLong() + pausing);
        }
        return pausing == 0;
    }

    private CompletableFuture<?> releaseNext() {
        Release next = waiting.poll();
        if (next == null || next.delivery().state() != State.SETTLING) {
            // the answer to an earlier attempt came late
            return CompletableFuture.completedFuture(null);
        }
        String handle = next.delivery().handle();
        Duration patience = Attempt.patience(next.delivery().leaseLeft(nanoTime.getAsLong()));
        return new ReleaseAttempt(next, handle)
                .send(() -> visibility.change(handle, next.delay(), patience), threads);
    }

    /** All wait a little, not only this one: the service throttles, or is down for all of them. */
    private void tryAgain(Release release) {
        pause.failed(LAST_PAUSE);
        add(release.again());
    }

    private final class ReleaseAttempt extends Attempt<Lease> {

        private final Release release;
        private final String handle;

        ReleaseAttempt(Release release, String handle) {
            this.release = release;
            this.handle = handle;
        }

        @Override
        void succeeded(Lease lease, boolean late) {
            pause.succeeded();
            release.delivery().end(release.released());
            settled(late);
        }

        @Override
        void failed(MnsException e, boolean late) {
            LOG.debug("{} could not be released: {}", release.delivery(), e.getMessage());
            settled(late);
            if (late && !release.last()) {
                return;
            }
            if (!late && !release.last() && e.kind().retryable()) {
                tryAgain(release);
            } else if (!late && e.kind() == Kind.HANDLE_LOST && isUnsure()) {
                release.delivery().settling().whenSure(handle, () -> add(release));
            } else {
                release.delivery().end(State.LEFT);
            }
        }

        private boolean isUnsure() {
            return release.delivery().settling().isUnsure(handle);
        }

        private void settled(boolean late) {
            if (late) {
                release.delivery().settling().answered();
            }
        }

        /** After the last attempt, its answer is waited for. */
        @Override
        void overdue() {
            release.delivery().settling().overdue();
            if (!release.last()) {
                tryAgain(release);
            }
        }
    }
}
