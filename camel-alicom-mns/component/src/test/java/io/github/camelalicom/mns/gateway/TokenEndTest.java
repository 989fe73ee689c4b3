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
package io.github.camelalicom.mns.gateway;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenEndTest {

    private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22 20:00:00",
                "2026-11-22T20:00:00",
                " 2026-11-22 20:00:00.000 ",
                "2026-11-22T12:00:00Z",
                "2026-11-22T12:00:00.000Z",
                "2026-11-22 12:00:00Z",
                "2026-11-22T20:00:00+08:00",
                "2026-11-22T20:00:00+0800",
                "2026-11-22T07:00:00-05",
                "2026-11-22 20:00:00 +0800",
                "20261122200000",
                "1795348800",
                "1795348800000"
            })
    void readsTheUsualForms(String text) {
        assertThat(TokenEnd.read(text)).contains(END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "tomorrow", "2026-13-22 20:00:00", "12:00", "-1", "3600"})
    void leavesTheRest(String text) {
        assertThat(TokenEnd.read(text)).isEmpty();
    }
}
