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
package io.github.camelalicom.mns.emulator.mns;

/** Reads numbers in requests; refuses invalid ones with the messages of MNS. */
final class Numbers {

    private Numbers() {}

    static int inRange(String what, String text, int low, int high, String unit) {
        try {
            int number = Integer.parseInt(text.trim());
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw MnsException.outOfRange(what, low, high, unit);
        }
        throw MnsException.outOfRange(what, low, high, unit);
    }
}
