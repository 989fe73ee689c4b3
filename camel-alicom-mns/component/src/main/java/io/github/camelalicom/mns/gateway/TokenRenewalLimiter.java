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

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Whether a refused request is worth a fresh token. Where a fresh one was refused as well, the
 * token is not the reason: that kind of request waits, longer each time, before it asks for
 * another.
 */
final class TokenRenewalLimiter {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;

    // guarded by this
    private final Map<RequestKind, Pause> pauses = new EnumMap<>(RequestKind.class);

    private record Pause(int refusals, long until) {}

    TokenRenewalLimiter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean worthwhile(RequestKind kind) {
        Pause pause = pauses.get(kind);
        return pause == null || nanoTime.getAsLong() - pause.until() >= 0;
    }

    /** A request was refused with a token that was fetched for it. */
    synchronized void toNoEffect(RequestKind kind) {
        Pause pause = pauses.get(kind);
        int refusals = pause == null ? 0 : pause.refusals();
        long length = Backoff.nanos(FIRST_PAUSE, LONGEST_PAUSE, refusals, 0);
        pauses.put(kind, new Pause(refusals + 1, nanoTime.getAsLong() + length));
    }

    synchronized void accepted(RequestKind kind) {
        pauses.remove(kind);
    }
}
