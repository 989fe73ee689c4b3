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
package io.github.camelalicom.mns.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Puts messages into queues at a steady rate, into one queue after the other. */
record Trickle(Service service, List<String> queues) {

    /** Returns after this duration the number of messages; a rate of 0 only waits. */
    int run(double perSecond, Duration lasting) {
        int messages = (int) Math.round(perSecond * lasting.toMillis() / 1e3);
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            sleepUntil(start + Math.round(i * 1e9 / perSecond));
            service.fill(queues.get(i % queues.size()), 1);
        }
        sleepUntil(start + lasting.toNanos());
        return messages;
    }

    private static void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
