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

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiptBodyTest {

    /** RFC 1321, "message digest". */
    private static final String MD5 = "F96B697D7CB7938D525A2F31AAF161D0";

    @Test
    void comparesTheTextOnTheWireInEitherCase() {
        assertThat(ReceiptBody.matchesDigest("message digest", MD5)).isTrue();
        assertThat(ReceiptBody.matchesDigest("message digest", MD5.toLowerCase(Locale.ROOT)))
                .isTrue();
    }

    @Test
    void acceptsTheDigestOfTheDecodedText() {
        assertThat(ReceiptBody.matchesDigest("bWVzc2FnZSBkaWdlc3Q=", MD5)).isTrue();
        assertThat(ReceiptBody.matchesDigest("bWVzc2FnZSBkaWdlc3R4", MD5)).isFalse();
    }

    @Test
    void noticesAnotherText() {
        assertThat(ReceiptBody.matchesDigest("message  digest", MD5)).isFalse();
        assertThat(ReceiptBody.matchesDigest(null, MD5)).isFalse();
        assertThat(ReceiptBody.matchesDigest("message digest", "no digest")).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void hasNothingToCompareWithoutADigest(String none) {
        assertThat(ReceiptBody.matchesDigest("anything", none)).isTrue();
    }
}
