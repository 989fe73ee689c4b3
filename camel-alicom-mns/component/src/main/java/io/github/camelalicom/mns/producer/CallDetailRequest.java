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
import java.util.regex.Pattern;

import org.apache.camel.Message;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.CallDetailQuery;

/** Reads from a message which call to ask for, and refuses what cannot be asked. */
final class CallDetailRequest {

    private static final String QUERY = "CallDetailQuery";

    private static final Pattern PROD_ID = Pattern.compile("[1-9]\\d{0,17}");

    private final Clock clock;

    CallDetailRequest(Clock clock) {
        this.clock = clock;
    }

    /**
     * What the message asks for.
     *
     * @throws IllegalArgumentException when a value is missing or invalid
     */
    CallDetailQuery query(Message message) {
        if (message.getBody() instanceof CallDetailQuery query) {
            return query(query.callId(), query.queryDate(), query.prodId());
        }
        QueryInput input = new QueryInput(message);
        return query(
                input.value("callId", AlicomMnsConstants.CALL_ID),
                input.value("queryDate", AlicomMnsConstants.QUERY_DATE),
                input.value("prodId", AlicomMnsConstants.PROD_ID));
    }

    private CallDetailQuery query(Object callId, Object queryDate, Object prodId) {
        return new CallDetailQuery(callId(callId), day(queryDate), prodId(prodId));
    }

    private static String callId(Object value) {
        String id = QueryInput.text(value);
        if (id == null) {
            throw QueryInput.missing("call id", AlicomMnsConstants.CALL_ID, QUERY, "callId");
        }
        return id;
    }

    /** How long the service keeps calls is not documented; the future it cannot know. */
    private LocalDate day(Object value) {
        if (QueryInput.text(value) == null) {
            throw QueryInput.missing(
                    "query date", AlicomMnsConstants.QUERY_DATE, QUERY, "queryDate");
        }
        LocalDate day = ChinaDay.of("query date", value);
        LocalDate today = ChinaDay.today(clock);
        if (day.isAfter(today)) {
            throw new IllegalArgumentException(
                    "ALICOM-710 The query date "
                            + day
                            + " is in the future: in China it is "
                            + today);
        }
        return day;
    }

    private static long prodId(Object value) {
        String id = QueryInput.text(value);
        if (id == null) {
            throw QueryInput.missing("product id", AlicomMnsConstants.PROD_ID, QUERY, "prodId");
        }
        if (!PROD_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "ALICOM-711 The product id is not a number such as 11000000300006 (voice"
                            + " notification): it is a "
                            + value.getClass().getName());
        }
        return Long.parseLong(id);
    }
}
