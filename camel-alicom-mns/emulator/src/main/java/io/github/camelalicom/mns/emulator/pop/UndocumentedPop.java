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
package io.github.camelalicom.mns.emulator.pop;

import java.time.Instant;

import io.github.camelalicom.mns.emulator.text.ChinaTime;

/**
 * What the RPC products do where their documentation leaves it open. The answers may change between
 * two requests. The methods' own answers are the defaults.
 */
public interface UndocumentedPop {

    /** Whether a token is valid for every queue, independent of the request. */
    default boolean opensEveryQueue() {
        return false;
    }

    /** The end of a token as text; null to leave it out. */
    default String tokenEnd(Instant end) {
        return ChinaTime.write(end);
    }

    /**
     * Whether QuerySendDetails refuses a day outside those it keeps, instead of returning no
     * records.
     */
    default boolean refusesOtherDays() {
        return true;
    }

    /** The number that QueryMessage returns for a state. */
    default String status(GlobeRecord.State state) {
        return switch (state) {
            case DELIVERED -> "1";
            case FAILED -> "2";
            case WAITING -> "3";
        };
    }
}
