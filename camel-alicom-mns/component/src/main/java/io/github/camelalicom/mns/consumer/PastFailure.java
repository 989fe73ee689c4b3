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
 * What failed last, also when it works again by now.
 *
 * @param doing what failed, as the start of a sentence: "Receiving from queue q"
 * @param ago how long ago
 */
public record PastFailure(String doing, MnsException failure, Duration ago) {

    /** The later one of two that may be. */
    public static Optional<PastFailure> later(
            Optional<PastFailure> one, Optional<PastFailure> other) {
        return Stream.concat(one.stream(), other.stream())
                .min(Comparator.comparing(PastFailure::ago));
    }

    /** What failed, and why: a sentence for an operator. */
    public String sentence() {
        return doing + " failed: " + failure.getMessage();
    }
}
