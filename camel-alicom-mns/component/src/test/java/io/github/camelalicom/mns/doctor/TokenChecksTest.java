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
package io.github.camelalicom.mns.doctor;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelalicom.mns.gateway.AccountProbe.TokenAnswer;

import static org.assertj.core.api.Assertions.assertThat;

/** The form of a token's end, which the first report of a user shows us. */
class TokenChecksTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22 20:00:00, china-time",
        "2026-11-22T12:00:00Z, iso-utc",
        "2026-11-22T20:00:00+08:00, iso-offset",
        "2026-11-22T20:00:00+0800, iso-offset",
        "2026-11-22T20:00:00, another form",
        "20261122200000, another form",
        "1795348800, epoch-seconds",
        "1795348800000, epoch-millis"
    })
    void isNamedAsTheEmulatorNamesIt(String text, String form) {
        TokenAnswer token = new TokenAnswer(text, Optional.of(Instant.EPOCH), Instant.EPOCH);

        assertThat(TokenChecks.form(token)).isEqualTo(form);
    }
}
