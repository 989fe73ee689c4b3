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
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Threads;

/**
 * The receivers of one consumer. The primary receiver always polls, and long-polls while the queue
 * is empty. Extra receivers start while batches are full and there is room, never long-poll, and
 * leave when a batch is not full.
 *
 * <p>No receiver occupies a thread while it polls, pauses or waits for room. After a stop, earlier
 * receivers end at their next step, and a start creates new ones.
 */
final class Receivers implements Receiver.Peers {

    /** Creates a receiver of these. */
    @FunctionalInterface
    interface Factory {
        Receiver create(Receiver.Peers peers, boolean primary);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Receivers.class);

    private final Threads threads;
    private final Factory factory;

    // guarded by this
    private final Set<Receiver> active = new HashSet<>();
    private boolean running;
    private int max;

    Receivers(int max, Threads threads, Factory factory) {
        this.max = max;
        this.threads = threads;
        this.factory = factory;
    }

    /** Idempotent. */
    void start() {
        synchronized (this) {
            if (running) {
                return;
            }
            running = true;
        }
        start(true);
    }

    @Override
    public void startExtra() {
        start(false);
    }

    private void start(boolean primary) {
        Receiver started;
        synchronized (this) {
            if (!running || !primary && active.size() >= max) {
                return;
            }
            started = factory.create(this, primary);
            active.add(started);
        }
        execute(started::step);
    }

    synchronized boolean running() {
        return running;
    }

    @Override
    public synchronized boolean isCurrent(Receiver receiver) {
        return active.contains(receiver) && (receiver.isPrimary() || active.size() <= max);
    }

    synchronized int active() {
        return active.size();
    }

    synchronized int max() {
        return max;
    }

    /** If there are more than this, extra receivers leave after their poll; the primary stays. */
    synchronized void limit(int newMax) {
        max = newMax;
    }

    /** No new receive; polls under way finish by themselves. */
    void stop() {
        Set<Receiver> stopped;
        synchronized (this) {
            running = false;
            stopped = Set.copyOf(active);
            active.clear();
        }
        stopped.forEach(Receiver::stop);
    }

    @Override
    public synchronized void leave(Receiver receiver) {
        active.remove(receiver);
    }

    @Override
    public void execute(Runnable step) {
        try {
            Threads.start(threads.io(), step);
        } catch (RuntimeException | Error e) {
            LOG.error("ALICOM-402 No request could be started; retrying in 1 s", e);
            threads.retry(() -> execute(step));
        }
    }

    @Override
    public Future<?> executeAfter(Duration pause, Runnable step) {
        return threads.after(pause, () -> execute(step));
    }
}
