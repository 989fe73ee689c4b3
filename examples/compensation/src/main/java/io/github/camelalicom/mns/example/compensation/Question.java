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
package io.github.camelalicom.mns.example.compensation;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

import io.github.camelalicom.mns.receipt.SendDetailsQuery;

/** Makes the question about a message out of its row. */
public final class Question {

    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    /** The longest a message takes to get from this application to the carrier. */
    private static final long MINUTES_UNDER_WAY = 10;

    private final Clock clock;

    public Question() {
        this(Clock.systemUTC());
    }

    Question(Clock clock) {
        this.clock = clock;
    }

    /** The row is that of {@code sql/due.sql}. */
    public SendDetailsQuery about(Map<String, Object> row) {
        OffsetDateTime sent = (OffsetDateTime) row.get("sent_at");
        int asked = (Integer) row.get("asked");
        return new SendDetailsQuery(
                (String) row.get("phone_number"), day(sent, asked), (String) row.get("biz_id"));
    }

    /**
     * The service counts days in China, from when the carrier got the message. What was sent right
     * before midnight may count for the next day: every other question asks for that one.
     */
    private LocalDate day(OffsetDateTime sent, int asked) {
        OffsetDateTime handedOver = asked % 2 == 0 ? sent : latest(sent);
        return handedOver.withOffsetSameInstant(CHINA).toLocalDate();
    }

    private OffsetDateTime latest(OffsetDateTime sent) {
        OffsetDateTime latest = sent.plusMinutes(MINUTES_UNDER_WAY);
        OffsetDateTime now = OffsetDateTime.now(clock);
        return latest.isBefore(now) ? latest : now;
    }
}
