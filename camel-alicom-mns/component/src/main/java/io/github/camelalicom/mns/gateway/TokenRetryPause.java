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
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * The pause after a failed fetch of a token, which grows with each failure. Without a token that
 * MNS accepts, no message can be received, extended or deleted: in an outage the pauses are short.
 */
final class TokenRetryPause {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LAST_WITH_TOKEN = Duration.ofSeconds(30);
    private static final Duration LAST_IN_OUTAGE = Duration.ofSeconds(2);
    private static final Duration LAST = Duration.ofSeconds(60);

    private final Duration maxErrorBackoff;
    private final SharedBackoff pause;

    /**
     * @param maxErrorBackoff the longest pause after a failure that does not pass by itself, such
     *     as a wrong key; a minute if it is longer
     * @param jitter the share of each pause that is left out, so that queues that lost the token
     *     service together do not ask it together
     */
    TokenRetryPause(Duration maxErrorBackoff, DoubleSupplier jitter, LongSupplier nanoTime) {
        this.maxErrorBackoff = maxErrorBackoff;
        this.pause = new SharedBackoff(FIRST, LAST, jitter, nanoTime);
    }

    /**
     * @param hasToken whether the present token can be used meanwhile
     */
    void failed(Kind kind, boolean hasToken) {
        if (hasToken) {
            pause.failed(LAST_WITH_TOKEN);
        } else {
            pause.failed(kind.retryable() ? LAST_IN_OUTAGE : maxErrorBackoff);
        }
    }

    void succeeded() {
        pause.succeeded();
    }

    /** The next fetch is not delayed. */
    void end() {
        pause.reset();
    }

    /** The rest of the pause, in nanoseconds; 0 when there is none. */
    long left() {
        return pause.left();
    }
}
