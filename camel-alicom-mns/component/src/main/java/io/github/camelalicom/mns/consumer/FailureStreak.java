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

import io.github.camelalicom.mns.gateway.MnsException;

/**
 * Failures of one kind of call in a row, at least one.
 *
 * @param began when the first one was seen
 * @param lastAt when the last one was seen
 */
record FailureStreak(MnsException last, int failures, long began, long lastAt) {

    static FailureStreak of(MnsException first, long now) {
        return new FailureStreak(first, 1, now, now);
    }

    FailureStreak and(MnsException next, long now) {
        return new FailureStreak(next, failures + 1, began, now);
    }

    /** From the first failure to the last. */
    Duration lasted() {
        return lastedUntil(lastAt);
    }

    Duration lastedUntil(long now) {
        return Duration.ofNanos(now - began);
    }
}
