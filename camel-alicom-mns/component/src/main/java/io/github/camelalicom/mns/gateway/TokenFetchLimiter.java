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
 * The places for token fetches of this JVM, so that hundreds of queues that start at once do not
 * need as many threads. A fetch has its place while it is quick; a slow one makes room for others.
 * Fetches that hang beyond their limit are counted: past a number, a queue that has one itself
 * makes no other.
 */
final class TokenFetchLimiter {

    static final TokenFetchLimiter OF_JVM = new TokenFetchLimiter(8, 16);

    private final int mostHung;
    private final AtomicInteger hung = new AtomicInteger();

    // guarded by this
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    TokenFetchLimiter(int places, int mostHung) {
        this.free = places;
        this.mostHung = mostHung;
    }

    /** Runs this when there is a place, which it releases with {@link #leave()}. */
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

    /** The place goes to the next. */
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

    /** How many attempts hang. */
    AtomicInteger hung() {
        return hung;
    }

    /** Whether too many do. */
    boolean full() {
        return hung.get() >= mostHung;
    }
}
