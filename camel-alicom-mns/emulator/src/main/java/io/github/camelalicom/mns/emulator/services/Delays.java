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
package io.github.camelalicom.mns.emulator.services;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;

/**
 * Delays requests and answers, by the machine's time. A reset ends all delays and drops their
 * requests: a late request of one test must not take a message of the next one.
 */
public final class Delays {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private long resets;

    /** Drops all requests that are delayed at this moment. */
    public void endAll() {
        lock.lock();
        try {
            resets++;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A reset since the request arrived counts, too: its faults are those from before the reset.
     */
    Answer before(Duration duration, Request request, Service next) {
        return passes(duration, resetsBefore(request)) ? next.answer(request) : Answer.DROPPED;
    }

    /** A reset since the request arrived counts, too: a long poll takes its time. */
    Answer after(Duration duration, Request request, Service next) {
        Answer answer = next.answer(request);
        return passes(duration, resetsBefore(request)) ? answer : Answer.DROPPED;
    }

    private static long resetsBefore(Request request) {
        return ((TracedRequest) request.origin()).resets();
    }

    /** The number of resets so far. */
    long resets() {
        lock.lock();
        try {
            return resets;
        } finally {
            lock.unlock();
        }
    }

    /** False when a reset ends the delay, or the emulator is closed in the meantime. */
    private boolean passes(Duration duration, long before) {
        lock.lock();
        try {
            return passes(duration.toNanos(), before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean passes(long nanos, long before) throws InterruptedException {
        long left = nanos;
        while (left > 0 && resets == before) {
            left = ended.awaitNanos(left);
        }
        return resets == before;
    }
}
