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

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;

/**
 * A query for the messages to one number on one day.
 *
 * @param phoneNumber the number they were sent to
 * @param sendDate the day in China on which they were sent, one of the last 30
 * @param bizId the id that sending returned, or {@code null} for every message of that day
 */
public record SendDetailsQuery(String phoneNumber, LocalDate sendDate, String bizId)
        implements Serializable {

    /** Every message to this number on this day. */
    public SendDetailsQuery(String phoneNumber, LocalDate sendDate) {
        this(phoneNumber, sendDate, null);
    }

    @Override
    public String toString() {
        return Masking.of("SendDetailsQuery")
                .phone("phoneNumber", phoneNumber)
                .show("sendDate", sendDate)
                .show("bizId", bizId)
                .end(Map.of());
    }
}
