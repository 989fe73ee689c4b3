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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelalicom.mns.receipt.SendDetailsQuery;

import static org.assertj.core.api.Assertions.assertThat;

class QuestionTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T15:59:58Z, 0, 2026-11-25T03:00:00Z, 2026-11-24",
        "2026-11-24T15:59:58Z, 1, 2026-11-25T03:00:00Z, 2026-11-25",
        "2026-11-24T15:59:58Z, 2, 2026-11-25T03:00:00Z, 2026-11-24",
        "2026-11-24T16:00:00Z, 0, 2026-11-25T03:00:00Z, 2026-11-25",
        "2026-11-24T12:00:00Z, 1, 2026-11-25T03:00:00Z, 2026-11-24",
        // not tomorrow's, which the producer would refuse
        "2026-11-24T15:55:00Z, 1, 2026-11-24T15:58:00Z, 2026-11-24",
    })
    void everyOtherOneAsksForTheDayTenMinutesLater(
            OffsetDateTime sentAt, int asked, OffsetDateTime now, LocalDate day) {
        Question question = new Question(Clock.fixed(now.toInstant(), ZoneOffset.UTC));

        SendDetailsQuery query =
                question.about(
                        Map.of(
                                "biz_id",
                                "b-1",
                                "phone_number",
                                "13900000001",
                                "sent_at",
                                sentAt,
                                "asked",
                                asked));

        assertThat(query).isEqualTo(new SendDetailsQuery("13900000001", day, "b-1"));
    }
}
