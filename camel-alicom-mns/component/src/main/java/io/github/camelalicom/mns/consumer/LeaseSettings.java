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

/**
 * How leases are kept.
 *
 * @param extend whether at all
 * @param visibilityTimeout how long each extension lasts
 * @param maxExtension how long a message is held in all
 */
public record LeaseSettings(boolean extend, Duration visibilityTimeout, Duration maxExtension) {

    /** How long the next extension may last, in whole seconds, if it is held so much longer. */
    Duration next(Duration holdingLeft) {
        Duration time =
                holdingLeft.compareTo(visibilityTimeout) < 0 ? holdingLeft : visibilityTimeout;
        return Duration.ofSeconds(time.toSeconds());
    }
}
