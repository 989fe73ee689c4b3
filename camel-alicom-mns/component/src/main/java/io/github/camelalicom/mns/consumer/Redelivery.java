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
 * When a message whose exchange failed becomes visible again.
 *
 * @param delay after the first receive
 * @param multiplier how much longer after each further one, 1 for the same
 * @param most never longer than this
 */
public record Redelivery(Duration delay, double multiplier, Duration most) {

    /** The delay after a failure, in whole seconds. */
    public Duration after(int dequeueCount) {
        double seconds = delay.toSeconds() * Math.pow(multiplier, Math.max(0, dequeueCount - 1));
        return Duration.ofSeconds((long) Math.ceil(Math.min(seconds, most.toSeconds())));
    }
}
