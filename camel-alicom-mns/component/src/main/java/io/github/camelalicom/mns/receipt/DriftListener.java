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
package io.github.camelalicom.mns.receipt;

/**
 * Hears of every field in which a receipt differs from what is documented. Called on the thread
 * that parses, possibly on many at once; must be quick and must not throw.
 */
@FunctionalInterface
public interface DriftListener {

    /** How the field differs. */
    enum Kind {
        /** The record has no such field; the value is in the receipt's properties. */
        UNKNOWN_FIELD,
        /**
         * The value is not of the field's type; it is in the receipt's properties, and the accessor
         * gives null.
         */
        UNREADABLE_VALUE
    }

    /**
     * One difference in one receipt.
     *
     * @param fieldName the vendor's name, fit for a log; an odd one only as its length
     */
    void drifted(String messageType, String fieldName, Kind kind);
}
