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
package io.github.camelalicom.mns.benchmark;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FiguresTest {

    private static final Figures BEFORE = Figures.parse("0 0 0 100");

    @Test
    void figuresOfAContenderThatLostAMessageAreRejected() {
        Figures figures = Figures.parse("0 0 0 109");

        assertThatThrownBy(() -> figures.requireDone(BEFORE, 10))
                .hasMessageContaining("only 9 of 10");
    }

    @Test
    void aMessageThatIsHandedOverTwiceIsNoLoss() {
        Figures figures = Figures.parse("0 0 0 111");

        assertThat(figures.requireDone(BEFORE, 10)).isSameAs(figures);
    }

    @Test
    void aPercentileIsTheSmallestLagThatSoManyDoNotExceed() {
        Figures figures = Figures.parse("0 0 0 4 30 10 40 20");

        assertThat(figures.lag(50)).isEqualTo(20);
        assertThat(figures.lag(75)).isEqualTo(30);
        assertThat(figures.lag(99)).isEqualTo(40);
        assertThat(figures.lag(100)).isEqualTo(40);
    }
}
