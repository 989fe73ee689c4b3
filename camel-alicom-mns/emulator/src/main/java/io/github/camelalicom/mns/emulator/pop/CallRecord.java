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

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The record of one call.
 *
 * @param prodId the product that placed it; null where only a receipt is known, which does not name
 *     it
 * @param created when the service accepted it
 * @param duration in seconds, or null
 * @param data further fields, under the service's names
 */
public record CallRecord(
        String callId, Long prodId, Instant created, Integer duration, Map<String, String> data) {

    private static final Duration DAY = Duration.ofDays(1);

    public CallRecord {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    boolean isOf(long product, Instant from) {
        return (prodId == null || prodId == product)
                && !created.isBefore(from)
                && created.isBefore(from.plus(DAY));
    }

    /** A receipt does not name the product, which is then kept from this one. */
    CallRecord updatedBy(CallRecord later) {
        return new CallRecord(
                callId,
                later.prodId == null ? prodId : later.prodId,
                later.created,
                later.duration,
                later.data);
    }

    /** It contains personal data. */
    @Override
    public String toString() {
        return "CallRecord[" + callId + "]";
    }
}
