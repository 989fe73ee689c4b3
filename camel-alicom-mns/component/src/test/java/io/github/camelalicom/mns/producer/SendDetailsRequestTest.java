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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.AlicomMnsConstants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The days that may be asked for, an hour after midnight in China, when it is yesterday in UTC. */
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

    private static Message message(String day) {
        Message message = new DefaultMessage(new DefaultCamelContext());
        message.setHeader(AlicomMnsConstants.PHONE_NUMBER, "13900001234");
        message.setHeader(AlicomMnsConstants.SEND_DATE, day);
        return message;
    }
}
