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
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.camelalicom.mns.gateway.MnsException;

/**
 * A current failure: of a call, which is retried, or of the route.
 *
 * @param doing what fails, as the start of a sentence: "Receiving from queue q"
 * @param failure the last one; its message contains the remedy, where it is known
 * @param failures the number of failures in a row
 * @param lasted since the first of them
 */
public record Failure(String doing, RuntimeException failure, int failures, Duration lasted) {

    /** A shorter failure ends by itself and delays nothing for longer than this. */
    private static final Duration WORTH_ATTENTION = Duration.ofMinutes(1);

    /** Whether an operator has to act: the failure is permanent, or has lasted for a while. */
    public boolean needsAttention() {
        return !(failure instanceof MnsException call)
                || call.kind().permanent()
                || lasted.compareTo(WORTH_ATTENTION) >= 0;
    }

    /** What fails, for how long, and what to do: a sentence for an operator. */
    public String sentence() {
        if (!(failure instanceof MnsException)) {
            return doing + ": " + failure.getMessage();
        }
        return String.format(
                Locale.ROOT,
                "%s has failed for %d s (%s): %s",
                doing,
                lasted.toSeconds(),
                failures == 1 ? "1 attempt" : failures + " attempts",
                failure.getMessage());
    }

    /**
     * The last failure, whether the call works again or not.
     *
     * @param doing what failed, as the start of a sentence: "Receiving from queue q"
     * @param ago how long ago
     */
    public record Past(String doing, MnsException failure, Duration ago) {

        /** The later of two failures. */
        public static Optional<Past> later(Optional<Past> one, Optional<Past> other) {
            return Stream.concat(one.stream(), other.stream()).min(Comparator.comparing(Past::ago));
        }

        /** What failed, and why: a sentence for an operator. */
        public String sentence() {
            return doing + " failed: " + failure.getMessage();
        }
    }
}
