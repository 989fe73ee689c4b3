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

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.stream.Stream;

import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.AlicomMnsConstants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Days and numbers in a query, an hour after midnight in China, when it is yesterday in UTC. */
class SendDetailsRequestTest {

    private static final Instant NOW = Instant.parse("2026-11-25T17:00:00Z");

    private final SendDetailsRequest input =
            new SendDetailsRequest(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(strings = {"20261126", "2026-11-25", "20261027"})
    void theDaysOfChinaAreAskedFor(String day) {
        assertThat(input.query(message(day)).sendDate())
                .isBetween(LocalDate.of(2026, 10, 27), LocalDate.of(2026, 11, 26));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20261127", "20261026"})
    void daysBeyondAreNot(String day) {
        assertThatThrownBy(() -> input.query(message(day)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-10-27 to 2026-11-26");
    }

    static Stream<Object> timesOfThe26thInChina() {
        Instant time = Instant.parse("2026-11-25T16:30:00Z");
        return Stream.of(
                time,
                time.atOffset(ZoneOffset.ofHours(-5)),
                time.atZone(ZoneId.of("Europe/Paris")),
                LocalDateTime.parse("2026-11-26T00:30:00"),
                Timestamp.from(time),
                Date.from(time),
                java.sql.Date.valueOf("2026-11-26"),
                time.toString(),
                "2026-11-25T11:30:00-0500",
                "2026-11-25T17:30+01:00[Europe/Paris]",
                "2026-11-26T00:30:00",
                " 2026-11-26 00:30:00.000 ",
                20261126);
    }

    @ParameterizedTest
    @MethodSource("timesOfThe26thInChina")
    void aTimeIsTheDayOnWhichItIsInChina(Object time) {
        assertThat(input.query(message(time)).sendDate()).isEqualTo("2026-11-26");
    }

    static Stream<Object> valuesThatAreNoDay() {
        return Stream.of(
                "2026-11-25T25:00:00",
                "yesterday",
                "2026-02-30",
                LocalTime.NOON,
                YearMonth.of(2026, 9));
    }

    @ParameterizedTest
    @MethodSource("valuesThatAreNoDay")
    void anythingElseIsRefusedWithoutItsText(Object value) {
        assertThatThrownBy(() -> input.query(message(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it is a " + value.getClass().getName())
                .hasMessageNotContaining(value.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "13900001234, 13900001234",
        "+86 139 0000 1234, 13900001234",
        "0086-139-0000-1234, 13900001234",
        "86 13900001234, 13900001234",
        "+86(139)0000‑1234, 13900001234",
        "+852 0001 2345, 85200012345",
        "0085200012345, 85200012345",
        "10086, 10086",
        "95588, 95588"
    })
    void aNumberIsAskedForAsTheServiceWritesIt(String written, String number) {
        // given
        Message message = message("20261126");
        message.setHeader(AlicomMnsConstants.PHONE_NUMBER, written);
        // then
        assertThat(input.query(message).phoneNumber()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13900001234;13900001235",
                "+",
                "00",
                "+86",
                "139x0001234",
                "++8613900001234"
            })
    void whatIsNotOneNumberIsRefused(String written) {
        // given
        Message message = message("20261126");
        message.setHeader(AlicomMnsConstants.PHONE_NUMBER, written);
        // then
        assertThatThrownBy(() -> input.query(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it is a text of " + written.length() + " characters");
    }

    private static Message message(Object day) {
        Message message = new DefaultMessage(new DefaultCamelContext());
        message.setHeader(AlicomMnsConstants.PHONE_NUMBER, "13900001234");
        message.setHeader(AlicomMnsConstants.SEND_DATE, day);
        return message;
    }
}
