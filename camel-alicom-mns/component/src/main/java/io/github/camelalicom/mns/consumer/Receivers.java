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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Threads;

/**
 * The receivers of one consumer. The primary one always polls, and waits at the queue while it is
 * empty; extra ones start while batches come back full and there is room, and leave when they do
 * not. Extra receivers never wait at the queue: they are there because it is full.
 *
 * <p>No receiver occupies a thread while it polls, pauses or waits for room. A stop starts a new
 * generation: receivers of an earlier one end at their next step.
 */
final class Receivers {

    private static final Logger LOG = LoggerFactory.getLogger(Receivers.class);

    private final Threads threads;
    private final Receiver.Factory factory;
    private final ReentrantLock lock = new ReentrantLock();

    // guarded by lock
    private final Set<Receiver> active = new HashSet<>();
    private boolean running;
    private int max;

    Receivers(int max, Threads threads, Receiver.Factory factory) {
        this.max = max;
        this.threads = threads;
        this.factory = factory;
    }

    void start() {
        lock.lock();
        try {
            running = true;
        } finally {
            lock.unlock();
        }
        start(true);
    }

    /** One more, while there are fewer than there may be. */
    void startExtra() {
        start(false);
    }

    boolean running() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** Whether this receiver is to go on. */
    boolean isCurrent(Receiver receiver) {
        lock.lock();
        try {
            return active.contains(receiver) && (receiver.isPrimary() || active.size() <= max);
        } finally {
            lock.unlock();
        }
    }

    int active() {
        lock.lock();
        try {
            return active.size();
        } finally {
            lock.unlock();
        }
    }

    int max() {
        lock.lock();
        try {
            return max;
        } finally {
            lock.unlock();
        }
    }

    /** With fewer, extra receivers leave after the receive that they are at; the primary stays. */
    void limit(int newMax) {
        lock.lock();
        try {
            max = newMax;
        } finally {
            lock.unlock();
        }
    }

    /** No new receive; the polls under way go on by themselves. */
    void stop() {
        Set<Receiver> stopped;
        lock.lock();
        try {
            running = false;
            stopped = Set.copyOf(active);
            active.clear();
        } finally {
            lock.unlock();
        }
        stopped.forEach(Receiver::stop);
    }

    void leave(Receiver receiver) {
        lock.lock();
        try {
            active.remove(receiver);
        } finally {
            lock.unlock();
        }
    }

    private void start(boolean primary) {
        Receiver started;
        lock.lock();
        try {
            if (!running || !primary && active.size() >= max) {
                return;
            }
            started = factory.create(this, primary);
            active.add(started);
        } finally {
            lock.unlock();
        }
        execute(started::step);
    }

    /** Runs a step of a receiver; steps are short, and never block. */
    void execute(Runnable step) {
        try {
            threads.io().execute(step);
        } catch (RejectedExecutionException e) {
            LOG.debug("The threads have ended: the consumer has stopped");
        }
    }

    /** Runs a step of a receiver after a pause. */
    Future<?> executeAfter(Duration pause, Runnable step) {
        return threads.timer().schedule(() -> execute(step), pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
