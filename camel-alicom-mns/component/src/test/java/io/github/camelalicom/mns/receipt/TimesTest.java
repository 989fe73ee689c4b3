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

import java.math.BigDecimal;
import java.time.OffsetDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2021-09-06 15:49:55 | 2021-09-06T15:49:55+08:00",
                "2021-09-06T15:49:55 | 2021-09-06T15:49:55+08:00",
                "2021-09-06 15:49:55.5 | 2021-09-06T15:49:55.500+08:00",
                "2021-09-06 15:49:55+0900 | 2021-09-06T15:49:55+09:00",
                "2021-09-06T15:49:55+09:00 | 2021-09-06T15:49:55+09:00",
                "2021-09-06T15:49:55.123Z | 2021-09-06T15:49:55.123Z",
                "20150101120000 | 2015-01-01T12:00:00+08:00",
                "Thu, 25 Nov 2021 10:27:00 +0800 | 2021-11-25T10:27:00+08:00",
                "Thu, 25 Nov 2021 02:27:00 GMT | 2021-11-25T02:27:00Z",
                "1553774465000 | 2019-03-28T20:01:05+08:00"
            })
    void readsTheFormatsOfAlibabaCloud(String text, OffsetDateTime expected) {
        assertThat(Values.time(text)).isEqualTo(expected).hasToString(expected.toString());
    }

    @Test
    void readsATimeThatCameAsANumber() {
        // given
        OffsetDateTime expected = OffsetDateTime.parse("2019-03-28T20:01:05+08:00");
        // then
        assertThat(Values.time(1553774465000L)).isEqualTo(expected);
        assertThat(Values.time(new BigDecimal("1.553774465E12"))).isEqualTo(expected);
        assertThat(Values.time(20190328200105L)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-02-30 10:00:00",
                "2021-09-06",
                "2021-+9-06 10:00:00",
                "２021-09-06 10:00:00",
                "2021-09-06 25:00:00",
                "20211301000000",
                "1553774465",
                "Fri, 25 Nov 2021 10:27:00 +0800",
                "30 Feb 2021 10:27:00 +0800",
                "soon",
                "-",
                "1234-67890"
            })
    void doesNotGuess(String text) {
        assertThat(Values.time(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2021-09-06T15:49:55+08:00",
                "2021-09-06T07:49:55.123Z",
                "2021-09-06T07:49:55+01:00"
            })
    void readsBackWhatItWrites(OffsetDateTime time) {
        assertThat(Times.parse(Times.format(time))).isEqualTo(time).hasToString(time.toString());
    }
}
