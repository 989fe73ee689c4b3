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

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaskingTest {

    @ParameterizedTest
    @CsvSource({
        "13900005678, 139****5678",
        "8613900005678, 861****5678",
        "+8613900005678, +86****5678",
        "0571000000, 05****00",
        "12345678, 12****78",
        "95188, 9****8",
        "110, ****",
        "'', ****"
    })
    void keepsSoMuchThatANumberCanBeRecognisedButNotCalled(String number, String masked) {
        assertThat(Masking.phone(number)).isEqualTo(masked);
    }

    @Test
    void letsNoLineBreakIntoALog() {
        assertThat(Masking.of("T").show("a", "x\r\nFAKE\u2028y\u0085z\u009b0m").end(Map.of()))
                .isEqualTo("T[a=x??FAKE?y?z?0m]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"13900005678", "139-0000-5678", "139_0000_5678", "86.139.0000.5678"})
    void showsNoNameThatMayBeANumber(String name) {
        assertThat(Masking.name(name)).isEqualTo("<" + name.length() + " chars>");
    }

    @Test
    void staysShortForAnyReceipt() {
        // given
        Map<String, Object> many =
                IntStream.range(0, 5000)
                        .boxed()
                        .collect(Collectors.toMap(i -> "field" + i, i -> i));
        // when
        String shown = Masking.of("T").show("errMsg", "x".repeat(100_000)).end(many);
        // then
        assertThat(shown).hasSizeLessThan(1000).endsWith("and 4980 more]]");
    }
}
