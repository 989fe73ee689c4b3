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

import java.util.Base64;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelalicom.mns.receipt.InvalidReceiptException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class InvalidReceiptTest {

    private static final String SECRET = "13900005678";

    private final ReceiptParser parser = new ReceiptParser();

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments(null, Reason.EMPTY),
                arguments(" \n", Reason.EMPTY),
                arguments(Samples.base64("  "), Reason.EMPTY),
                arguments("%%% " + SECRET, Reason.NOT_BASE64),
                arguments("手机号" + SECRET, Reason.NOT_BASE64),
                arguments(SECRET + "=", Reason.NOT_UTF8),
                arguments(base64(0xC3, 0x28), Reason.NOT_UTF8),
                arguments(base64('{', 0xFF, '}'), Reason.NOT_UTF8),
                arguments("{\"phone_number\":\"" + SECRET, Reason.NOT_JSON),
                arguments("{\"phone_number\":x" + SECRET + "}", Reason.NOT_JSON),
                arguments("{\"phone_number\":" + SECRET + "} " + SECRET, Reason.NOT_JSON),
                arguments("{}{}", Reason.NOT_JSON),
                arguments("{\"a\":NaN}", Reason.NOT_JSON),
                arguments("{\"a\":1,}", Reason.NOT_JSON),
                arguments("{'a':1}", Reason.NOT_JSON),
                arguments("[{\"phone_number\":\"" + SECRET + "\"}]", Reason.NOT_AN_OBJECT),
                arguments(Samples.base64("\"" + SECRET + "\""), Reason.NOT_AN_OBJECT),
                arguments(Samples.base64(SECRET), Reason.NOT_AN_OBJECT),
                arguments(Samples.base64("null"), Reason.NOT_AN_OBJECT),
                arguments("{\"a\":" + "[".repeat(100_000), Reason.TOO_LARGE),
                arguments("{\"a\":\"" + "x".repeat(JsonText.MAX_LENGTH) + "\"}", Reason.TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void refusesTheBodyWithoutTellingWhatIsInIt(String body, Reason reason) {
        // when
        InvalidReceiptException refused = refused(body);
        // then
        assertThat(refused.getReason()).isEqualTo(reason);
        assertThat(refused).hasNoCause();
        assertThat(refused.getMessage()).doesNotContain("phone").doesNotContainPattern("\\d{9}");
    }

    @Test
    void tellsReasonLengthAndPosition() {
        // the position is where the invalid token starts, or, before Jackson 2.21, where it ends
        assertThat(refused("{\"a\": oops}").getMessage())
                .isIn(
                        "ALICOM-601 The receipt is not valid JSON (11 characters, stopped at 6)",
                        "ALICOM-601 The receipt is not valid JSON (11 characters, stopped at 10)");
        assertThat(refused("")).hasMessage("ALICOM-601 The receipt is empty (0 characters)");
    }

    @Test
    void tellsWhyTheEntryOfAnAnswerCouldNotBeRead() {
        InvalidReceiptException refused =
                InvalidReceiptException.unreadableEntry("a forbidden character", "<Message>cut");

        assertThat(refused)
                .hasMessage(
                        "ALICOM-602 The entry of the MNS answer could not be read (a forbidden"
                                + " character)");
        assertThat(refused.getReason()).isEqualTo(Reason.UNREADABLE_ENTRY);
        assertThat(refused.getRawText()).isEqualTo("<Message>cut");
    }

    @Test
    void handsOutTheDecodedTextWhereThereIsOne() {
        assertThat(refused(Samples.base64("[用户]")).getRawText()).isEqualTo("[用户]");
        assertThat(refused(Samples.base64("{cut")).getRawText()).isEqualTo("{cut");
        assertThat(refused("no base64!").getRawText()).isEqualTo("no base64!");
        assertThat(refused(base64(0xFF)).getRawText()).isEqualTo(base64(0xFF));
        assertThat(refused(null).getRawText()).isEmpty();
    }

    @Test
    void acceptsAReplacementCharacterThatCameAsSuch() {
        assertThat(parser.parse("FlowReport", Samples.base64("{\"a\":\"\uFFFD\"}")).properties())
                .containsEntry("a", "\uFFFD");
    }

    @Test
    void acceptsBase64InLinesAndAByteOrderMark() {
        // given
        String lines = Samples.base64(Samples.SMS_UP).replaceAll("(.{20})", "$1\r\n");
        String marked = Samples.base64("\uFEFF" + Samples.SMS_UP);
        // then
        assertThat(ReceiptBody.decode(lines)).isEqualTo(Samples.SMS_UP);
        assertThat(ReceiptBody.decode(marked)).isEqualTo(Samples.SMS_UP);
        assertThat(ReceiptBody.decode("\uFEFF" + Samples.SMS_UP)).isEqualTo(Samples.SMS_UP);
    }

    private InvalidReceiptException refused(String body) {
        return catchThrowableOfType(
                InvalidReceiptException.class, () -> parser.parse("SmsReport", body));
    }

    private static String base64(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        return Base64.getEncoder().encodeToString(raw);
    }
}
