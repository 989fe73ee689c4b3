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
package io.github.camelalicom.mns.example.voice;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

import io.github.camelalicom.mns.receipt.CallDetailQuery;

/** Makes the query for a call from its row. */
public final class Query {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    /** The longest time from this application's clock to the acceptance of the call. */
    private static final long MINUTES_UNDER_WAY = 10;

    private final Clock clock;

    public Query() {
        this(Clock.systemUTC());
    }

    Query(Clock clock) {
        this.clock = clock;
    }

    /** The row is that of {@code sql/due.sql}. */
    public CallDetailQuery about(Map<String, Object> row) {
        OffsetDateTime placed = (OffsetDateTime) row.get("placed_at");
        int asked = (Integer) row.get("asked");
        return new CallDetailQuery(
                (String) row.get("call_id"), day(placed, asked), (Long) row.get("prod_id"));
    }

    /**
     * The service looks at one day in China. A call that was placed seconds before midnight may
     * have been accepted on the next day: every other query is for that day.
     */
    private LocalDate day(OffsetDateTime placed, int asked) {
        OffsetDateTime accepted = asked % 2 == 0 ? placed : latest(placed);
        return accepted.withOffsetSameInstant(CHINA).toLocalDate();
    }

    private OffsetDateTime latest(OffsetDateTime placed) {
        OffsetDateTime latest = placed.plusMinutes(MINUTES_UNDER_WAY);
        OffsetDateTime now = OffsetDateTime.now(clock);
        return latest.isBefore(now) ? latest : now;
    }
}
