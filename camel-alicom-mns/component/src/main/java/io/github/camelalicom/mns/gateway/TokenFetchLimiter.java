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
package io.github.camelalicom.mns.gateway;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how many token fetches of this JVM run at once, so that hundreds of queues that start
 * together do not need as many threads. A slow fetch leaves its place to the next one. Fetches that
 * hang beyond their time limit are counted: when too many hang, a queue with one of them begins no
 * other.
 */
final class TokenFetchLimiter {

    static final TokenFetchLimiter OF_JVM = new TokenFetchLimiter(8, 16);

    private final int maxHung;
    private final AtomicInteger hung = new AtomicInteger();

    // guarded by this
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    TokenFetchLimiter(int places, int maxHung) {
        this.free = places;
        this.maxHung = maxHung;
    }

    /** Runs it as soon as there is a place, which it releases with {@link #leave()}. */
    void enter(Runnable begin) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(begin);
                return;
            }
            free--;
        }
        begin.run();
    }

    /** Releases a place, to the fetch that has waited longest. */
    void leave() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }

    /** How many fetches hang. */
    AtomicInteger hung() {
        return hung;
    }

    boolean tooManyHang() {
        return hung.get() >= maxHung;
    }
}
