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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsQueue;

/**
 * The crew that receives. One receiver always polls, and waits at the queue while it is empty;
 * helpers join while batches come back full and there is room, and leave when they do not. Helpers
 * never wait at the queue: they are there because it is full.
 */
final class Receivers {

    private static final Logger LOG = LoggerFactory.getLogger(Receivers.class);

    /** After something that nobody foresaw. */
    private static final Duration REST_AFTER_SURPRISE = Duration.ofSeconds(1);

    private final MnsQueue queue;
    private final Executor threads;
    private final Receiver.Factory receivers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private boolean running;
    private int shift;
    private int active;
    private int most;

    Receivers(MnsQueue queue, int most, Executor threads, Receiver.Factory receivers) {
        this.queue = queue;
        this.most = most;
        this.threads = threads;
        this.receivers = receivers;
    }

    void start() {
        lock.lock();
        try {
            running = true;
            shift++;
        } finally {
            lock.unlock();
        }
        join(true);
    }

    /** One more, while there is room in the crew. */
    void callHelper() {
        join(false);
    }

    boolean running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the crew is still the one that was started then: a straggler must not come back. */
    private boolean onDuty(int shiftOfReceiver) {
        lock.lock();
        try {
            return running && shift == shiftOfReceiver;
        } finally {
            lock.unlock();
        }
    }

    private boolean isHelperOnDuty(int shiftOfReceiver) {
        lock.lock();
        try {
            return onDuty(shiftOfReceiver) && active <= most;
        } finally {
            lock.unlock();
        }
    }

    int active() {
        lock.lock();
        try {
            return active;
        } finally {
            lock.unlock();
        }
    }

    int most() {
        lock.lock();
        try {
            return most;
        } finally {
            lock.unlock();
        }
    }

    /** With fewer, helpers leave after the receive that they are at; the lead stays. */
    void limit(int atMost) {
        lock.lock();
        try {
            most = atMost;
        } finally {
            lock.unlock();
        }
    }

    /** Rests, or wakes early when the crew is stopped. */
    void rest(Duration pause) throws InterruptedException {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (running && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** No new receive; those under way go on. */
    void stop() {
        lock.lock();
        try {
            running = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the receives under way, and cancels them when they take longer than the grace.
     *
     * @return whether all receivers are gone
     */
    boolean awaitStopped(Duration grace) {
        if (awaitNone(grace)) {
            return true;
        }
        queue.cancelReceives();
        return awaitNone(grace);
    }

    private boolean awaitNone(Duration limit) {
        lock.lock();
        try {
            return BoundedWait.await(changed, () -> active == 0, limit);
        } finally {
            lock.unlock();
        }
    }

    private void join(boolean lead) {
        int myShift;
        lock.lock();
        try {
            if (!running || !lead && active >= most) {
                return;
            }
            active++;
            myShift = shift;
        } finally {
            lock.unlock();
        }
        try {
            threads.execute(() -> work(lead, myShift));
        } catch (RejectedExecutionException e) {
            leave();
            LOG.debug("The threads are gone: the consumer has stopped");
        } catch (RuntimeException | Error e) {
            // such as: no native thread to be had
            leave();
            throw e;
        }
    }

    private void work(boolean lead, int myShift) {
        try {
            do {
                receive(lead, myShift);
            } while (lead && onDuty(myShift));
        } finally {
            leave();
        }
    }

    private void receive(boolean lead, int myShift) {
        try {
            receivers
                    .create(lead, lead ? () -> onDuty(myShift) : () -> isHelperOnDuty(myShift))
                    .run();
        } catch (InterruptedException e) {
            // who stops the consumer ends the shift first; any other interrupt is a stray one
            LOG.debug("A receiver was interrupted");
        } catch (RuntimeException | Error e) {
            // a loop that dies of what nobody foresaw would be silence for ever
            LOG.error("A receiver failed unexpectedly and is replaced", e);
            restAfterSurprise();
        }
    }

    private void restAfterSurprise() {
        try {
            rest(REST_AFTER_SURPRISE);
        } catch (InterruptedException e) {
            LOG.debug("A receiver was interrupted");
        }
    }

    private void leave() {
        lock.lock();
        try {
            active--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
