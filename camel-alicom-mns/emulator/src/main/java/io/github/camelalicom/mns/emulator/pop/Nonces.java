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
package io.github.camelalicom.mns.emulator.pop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The nonces used so far, as long as a repeated call with one of them could be fresh. */
final class Nonces {

    /** A time stamp may be 15 minutes ahead, and is fresh until 15 minutes after it. */
    private static final Duration KEPT = Duration.ofMinutes(31);

    // guarded by this; the oldest first, so that a call looks at those only that it removes
    private final Map<String, Instant> used = new LinkedHashMap<>();
    private final InstantSource machine;

    Nonces(InstantSource machine) {
        this.machine = machine;
    }

    /** Whether it was not used before; from now on it is. */
    synchronized boolean isNew(String nonce) {
        Instant now = machine.instant();
        removeBefore(now.minus(KEPT));
        return used.putIfAbsent(nonce, now) == null;
    }

    synchronized int size() {
        return used.size();
    }

    private void removeBefore(Instant limit) {
        Iterator<Instant> oldest = used.values().iterator();
        while (oldest.hasNext() && oldest.next().isBefore(limit)) {
            oldest.remove();
        }
    }
}
