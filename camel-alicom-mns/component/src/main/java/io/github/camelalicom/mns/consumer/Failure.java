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
import java.util.Optional;
import java.util.stream.Stream;

import io.github.camelalicom.mns.gateway.MnsException;

/**
 * Something that fails at present: a call, which is tried again, or the route.
 *
 * @param doing what fails, as the start of a sentence: "Receiving from queue q"
 * @param failure the last one; its message tells what to do, where that is known
 * @param failures how many there were, one after the other
 * @param lasted since the first of them
 */
public record Failure(String doing, RuntimeException failure, int failures, Duration lasted) {

    /** Shorter ones pass without anyone's help, and nothing is late by more than this. */
    private static final Duration WORTH_ATTENTION = Duration.ofMinutes(1);

    /** Whether somebody should look after it: it does not pass by itself, or has not so far. */
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
        return "%s has failed for %d s (%s): %s"
                .formatted(
                        doing,
                        lasted.toSeconds(),
                        failures == 1 ? "1 attempt" : failures + " attempts",
                        failure.getMessage());
    }

    /**
     * What failed last, also when it works again by now.
     *
     * @param doing what failed, as the start of a sentence: "Receiving from queue q"
     * @param ago how long ago
     */
    public record Past(String doing, MnsException failure, Duration ago) {

        /** The later one of two that may be. */
        public static Optional<Past> later(Optional<Past> one, Optional<Past> other) {
            return Stream.concat(one.stream(), other.stream()).min(Comparator.comparing(Past::ago));
        }

        /** What failed, and why: a sentence for an operator. */
        public String sentence() {
            return doing + " failed: " + failure.getMessage();
        }
    }
}
