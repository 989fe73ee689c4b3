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
package io.github.camelalicom.mns.producer;

import java.time.Clock;
import java.time.LocalDate;

import org.apache.camel.Message;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.SendDetailsQuery;

/** Reads from a message which send details to ask for, and refuses what cannot be asked. */
final class SendDetailsRequest {

    private static final String QUERY = "SendDetailsQuery";

    /** A day 30 days ago has hours in it that are less than 30 days ago. */
    private static final int DAYS_KEPT = 30;

    private final Clock clock;

    SendDetailsRequest(Clock clock) {
        this.clock = clock;
    }

    /**
     * What the message asks for.
     *
     * @throws IllegalArgumentException when a value is missing or invalid, in words without the
     *     number
     */
    SendDetailsQuery query(Message message) {
        if (message.getBody() instanceof SendDetailsQuery query) {
            return query(query.phoneNumber(), query.sendDate(), query.bizId());
        }
        QueryInput input = new QueryInput(message);
        return query(
                input.value("phoneNumber", AlicomMnsConstants.PHONE_NUMBER),
                input.value("sendDate", AlicomMnsConstants.SEND_DATE),
                input.value("bizId", AlicomMnsConstants.BIZ_ID));
    }

    private SendDetailsQuery query(Object phoneNumber, Object sendDate, Object bizId) {
        return new SendDetailsQuery(
                phoneNumber(phoneNumber), day(sendDate), QueryInput.text(bizId));
    }

    private static String phoneNumber(Object value) {
        String written = QueryInput.text(value);
        if (written == null) {
            throw QueryInput.missing(
                    "phone number", AlicomMnsConstants.PHONE_NUMBER, QUERY, "phoneNumber");
        }
        return PhoneNumber.normalized(written);
    }

    private LocalDate day(Object value) {
        if (QueryInput.text(value) == null) {
            throw QueryInput.missing("send date", AlicomMnsConstants.SEND_DATE, QUERY, "sendDate");
        }
        LocalDate day = ChinaDay.of("send date", value);
        LocalDate today = ChinaDay.today(clock);
        LocalDate first = today.minusDays(DAYS_KEPT);
        if (day.isBefore(first) || day.isAfter(today)) {
            throw new IllegalArgumentException(
                    "ALICOM-714 The send date "
                            + day
                            + " is not one of the last 30 days in China: the service remembers "
                            + first
                            + " to "
                            + today);
        }
        return day;
    }
}
