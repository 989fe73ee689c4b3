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
package io.github.camelalicom.mns.emulator.control;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.http.Request;

import static org.assertj.core.api.Assertions.assertThat;

/** The callers of the control API. */
class CallerCheckTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8190",
                "127.0.0.1",
                "localhost:8190",
                "LOCALHOST",
                "a.localhost:1",
                "host.docker.internal:8190",
                "host.testcontainers.internal:8190",
                "[::1]:8190",
                ""
            })
    void knowsTheNamesOfThisMachine(String host) {
        assertThat(new CallerCheck("127.0.0.1").refusal(asked(host))).isEmpty();
        assertThat(new CallerCheck("localhost").refusal(asked(host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example:8190", "127.0.0.1.evil.example", "localhost.evil.example"})
    void refusesOtherNamesOnALoopbackAddress(String host) {
        assertThat(new CallerCheck("127.0.0.1").refusal(asked(host)).orElseThrow())
                .startsWith("host: \"");
        assertThat(new CallerCheck("::1").refusal(asked(host))).isPresent();
    }

    /** Clients of a container use the container's name. */
    @ParameterizedTest
    @CsvSource({"0.0.0.0, emulator:8190", "no-such-host.invalid, no-such-host.invalid"})
    void acceptsAnyNameWhenItListensOnAllAddresses(String listensOn, String host) {
        assertThat(new CallerCheck(listensOn).refusal(asked(host))).isEmpty();
    }

    private static Request asked(String host) {
        return new Request("GET", "/", Map.of("host", host), new byte[0], () -> true);
    }
}
