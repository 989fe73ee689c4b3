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

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

class ReceiptFuzzTest {

    private static final int ROUNDS = 30_000;
    private static final List<String> TYPES =
            List.of(
                    "SmsReport",
                    "SmsUp",
                    "VoiceReport",
                    "FlowReport",
                    "GlobeSmsReport",
                    "SecretReport",
                    "SecretAsrReport",
                    "SecretSmsIntercept");
    private static final List<String> SEEDS =
            List.of(
                    Samples.SMS_REPORT,
                    Samples.SMS_UP,
                    Samples.VOICE_REPORT,
                    Samples.INTERNATIONAL_SMS_REPORT,
                    Samples.SECRET_REPORT,
                    Samples.SECRET_ASR_REPORT,
                    Samples.SECRET_SMS_INTERCEPT,
                    "{\"a\":[1.5,{\"b\":null}],\"c\":-1e9}");
    private static final List<String> PIECES =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    "\\",
                    ",",
                    ":",
                    "null",
                    "true",
                    "\"\"",
                    "1e999999999999",
                    "-1E-99999",
                    "0.0000001",
                    "\\ud800",
                    "\\u0000",
                    "\u0000",
                    "NaN",
                    "/*",
                    "99999999999999999999",
                    "2021-13-45 99:99:99",
                    "=",
                    "{}",
                    "\"send_time\":",
                    "\"duration\":",
                    "\"sequence_id\":");

    private final Random random = new Random(20260102);
    private final ReceiptParser parser = new ReceiptParser();

    @Test
    void eitherReadsABodyOrRefusesIt() {
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String body = mutated(SEEDS.get(random.nextInt(SEEDS.size())));
            read += reads(random.nextBoolean() ? body : Samples.base64(body)) ? 1 : 0;
        }
        // else the mutations would be too wild to prove anything
        assertThat(read).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
    }

    private boolean reads(String body) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        try {
            Receipt receipt = parser.parse(type, body);
            assertThat(receipt.key()).startsWith(type + "-");
            assertThat(receipt.toString()).startsWith(type + "[");
            assertThat(parser.parse(type, receipt.json())).isEqualTo(receipt);
            String written = JsonWriter.write(receipt.asMap());
            assertThat(JsonWriter.write(JsonText.readObject(written))).isEqualTo(written);
            return true;
        } catch (InvalidReceiptException refused) {
            return false;
        } catch (RuntimeException | Error e) {
            return fail("as " + type + ": " + body, e);
        }
    }

    private String mutated(String seed) {
        StringBuilder text = new StringBuilder(seed);
        for (int i = random.nextInt(4); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 ->
                        text.setCharAt(
                                at,
                                (char)
                                        (random.nextInt(8) == 0
                                                ? random.nextInt(65536)
                                                : 32 + random.nextInt(95)));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
            }
        }
        return text.toString();
    }
}
