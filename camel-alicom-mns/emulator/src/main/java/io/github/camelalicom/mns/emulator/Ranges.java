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
package io.github.camelalicom.mns.emulator;

import java.time.Duration;

/** Refuses values that are out of range, all with the same words. */
final class Ranges {

    private Ranges() {}

    /**
     * Does nothing for a valid value.
     *
     * @throws IllegalArgumentException that names the setting, the value and what is allowed
     */
    static void check(boolean valid, String name, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(
                    name + ": " + value + " is out of range; allowed is " + allowed);
        }
    }

    static boolean isBetween(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }
}
