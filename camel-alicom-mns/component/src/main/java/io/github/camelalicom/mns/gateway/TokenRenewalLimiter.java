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
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Decides whether a refused request gets a fresh token. If that one is refused as well, the token
 * is not the cause: requests of this kind get no other during a pause, which grows each time.
 */
final class TokenRenewalLimiter {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Map<RequestKind, SharedBackoff> pauses = new EnumMap<>(RequestKind.class);

    TokenRenewalLimiter(LongSupplier nanoTime) {
        this(nanoTime, Backoff::upToHalf);
    }

    /**
     * @param jitter the share of each pause that is left out, so that queues whose tokens were
     *     refused together do not fetch together
     */
    TokenRenewalLimiter(LongSupplier nanoTime, DoubleSupplier jitter) {
        for (RequestKind kind : RequestKind.values()) {
            pauses.put(kind, new SharedBackoff(FIRST_PAUSE, LONGEST_PAUSE, jitter, nanoTime));
        }
    }

    boolean worthwhile(RequestKind kind) {
        return pauses.get(kind).left() == 0;
    }

    /** A request was refused with a token that was fetched for it. */
    void toNoEffect(RequestKind kind) {
        pauses.get(kind).failed(LONGEST_PAUSE);
    }

    void accepted(RequestKind kind) {
        pauses.get(kind).succeeded();
    }
}
