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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelalicom.mns.receipt.CallDetailQuery;

import static org.assertj.core.api.Assertions.assertThat;

class QueryTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T15:59:58Z, 0, 2026-11-25T03:00:00Z, 2026-11-24",
        "2026-11-24T15:59:58Z, 1, 2026-11-25T03:00:00Z, 2026-11-25",
        "2026-11-24T16:00:00Z, 0, 2026-11-25T03:00:00Z, 2026-11-25",
        // not tomorrow's, which the producer refuses
        "2026-11-24T15:55:00Z, 1, 2026-11-24T15:58:00Z, 2026-11-24",
    })
    void everyOtherQueryIsForTheDayTenMinutesLater(
            OffsetDateTime placedAt, int asked, OffsetDateTime now, LocalDate day) {
        Query query = new Query(Clock.fixed(now.toInstant(), ZoneOffset.UTC));

        CallDetailQuery made =
                query.about(
                        Map.of(
                                "call_id",
                                "c-1",
                                "prod_id",
                                11000000300006L,
                                "placed_at",
                                placedAt,
                                "asked",
                                asked));

        assertThat(made).isEqualTo(new CallDetailQuery("c-1", day, 11000000300006L));
    }
}
