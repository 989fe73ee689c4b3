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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelalicom.mns.receipt.SchemaDrift.Kind.UNKNOWN_FIELD;
import static io.github.camelalicom.mns.receipt.SchemaDrift.Kind.UNREADABLE_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReceiptParserTest {

    private final List<String> drift = new ArrayList<>();
    private final ReceiptParser parser =
            new ReceiptParser((type, field, kind) -> drift.add(type + " " + field + " " + kind));

    @Test
    void keepsUnknownFieldsInTheirOrderAndTellsOfThem() {
        // when
        Receipt receipt =
                parser.parse(
                        "SmsReport",
                        "{\"z\":1,\"biz_id\":\"b-1\",\"a\":{\"b\":[null]},\"n\":null}");
        // then
        assertThat(receipt.properties().keySet()).containsExactly("z", "a", "n");
        assertThat(receipt.properties()).containsEntry("z", 1).containsEntry("n", null);
        assertThat(drift)
                .containsExactly(
                        "SmsReport z " + UNKNOWN_FIELD,
                        "SmsReport a " + UNKNOWN_FIELD,
                        "SmsReport n " + UNKNOWN_FIELD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"send_time\":\"yesterday\"",
                "\"send_time\":true",
                "\"sms_size\":\"many\"",
                "\"sms_size\":1.5",
                "\"sms_size\":99999999999",
                "\"sms_size\":1e999999999",
                "\"sms_size\":true",
                "\"success\":\"perhaps\"",
                "\"success\":2",
                "\"phone_number\":[\"1\"]",
                "\"out_id\":{}"
            })
    void keepsAValueItCannotReadAndTellsOfIt(String field) {
        // when
        Receipt receipt = parser.parse("SmsReport", "{\"biz_id\":\"b-1\"," + field + "}");
        // then
        String name = field.substring(1, field.indexOf('"', 1));
        assertThat(receipt).extracting("bizId").isEqualTo("b-1");
        assertThat(receipt.properties()).containsOnlyKeys(name);
        assertThat(receipt.asMap()).containsKey(name);
        assertThat(drift).containsExactly("SmsReport " + name + " " + UNREADABLE_VALUE);
    }

    /** As large as a message can be; Jackson's limits are lower. */
    @ParameterizedTest
    @ValueSource(strings = {"", ".5", "e5"})
    void keepsANumberOfAnyLength(String end) {
        // given
        String number = "9".repeat(60_000) + end;
        // when
        Receipt receipt = parser.parse("SmsReport", "{\"biz_id\":\"b-1\",\"n\":" + number + "}");
        // then
        assertThat(receipt).extracting("bizId").isEqualTo("b-1");
        assertThat(receipt.properties()).containsEntry("n", number);
    }

    /** A BigDecimal holds these, but neither strips their zeros nor reads what it writes. */
    @ParameterizedTest
    @ValueSource(strings = {"100e2147483647", "1.5E-2147483647", "1.25e2147483648"})
    void keepsANumberOfAnyExponent(String number) {
        // when
        Receipt receipt =
                parser.parse(
                        "SmsReport", "{\"biz_id\":" + number + ",\"sms_size\":" + number + "}");
        // then
        assertThat(receipt).extracting("bizId").isEqualTo(number);
        assertThat(receipt.properties()).containsEntry("sms_size", number);
        assertThat(receipt.toString()).contains("bizId=" + number);
    }

    @Test
    void keepsAFieldWithANameOfAnyLength() {
        // given
        String name = "n".repeat(60_000);
        // when
        Receipt receipt = parser.parse("SmsReport", "{\"biz_id\":\"b-1\",\"" + name + "\":1}");
        // then
        assertThat(receipt.properties()).containsEntry(name, 1);
    }

    @Test
    void tellsNothingOfReceiptsWithoutARecord() {
        // when
        parser.parse("FlowReport", "{\"a\":1}");
        // then
        assertThat(drift).isEmpty();
    }

    @Test
    void tellsAnOddFieldNameByItsLength() {
        // when
        parser.parse("SmsUp", "{\"a\\nb\":1,\"13900005678\":2}");
        // then
        assertThat(drift)
                .containsExactly(
                        "SmsUp <3 chars> " + UNKNOWN_FIELD, "SmsUp <11 chars> " + UNKNOWN_FIELD);
    }

    @Test
    void letsTheLastOfTwoEqualNamesCount() {
        assertThat(parser.parse("SmsReport", "{\"biz_id\":\"1\",\"biz_id\":\"2\"}"))
                .extracting("bizId")
                .isEqualTo("2");
    }

    @Test
    void hasUnmodifiableProperties() {
        // given
        Map<String, Object> properties = parser.parse("SmsReport", "{\"x\":[1]}").properties();
        // then
        assertThatThrownBy(properties::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) properties.get("x")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void readsTheSameFromBase64AndFromRawJson() {
        // when
        Receipt raw = parser.parse("SmsReport", " \n" + Samples.SMS_REPORT);
        Receipt encoded = parser.parse("SmsReport", Samples.base64(Samples.SMS_REPORT));
        // then
        assertThat(raw).isEqualTo(encoded);
        assertThat(raw.json()).isEqualTo(" \n" + Samples.SMS_REPORT);
    }

    @Test
    void readsATextAsTheRecordAskedFor() {
        assertThat(parser.parseAs(SmsReport.class, "DypnsSmsVerifyReport", "{}").messageType())
                .isEqualTo("DypnsSmsVerifyReport");
        assertThat(parser.parseAs(SmsReport.class, "SmsUp", "{}").messageType())
                .isEqualTo("SmsReport");
        assertThat(parser.parseAs(SmsUp.class, null, "{}").messageType()).isEqualTo("SmsUp");
        assertThat(parser.parseAs(GenericReceipt.class, null, "{}").messageType())
                .isEqualTo("Unknown");
        assertThat(parser.parseAs(GenericReceipt.class, "SmsUp", "{}").messageType())
                .isEqualTo("SmsUp");
        assertThat(ReceiptParser.canParseAs(Receipt.class)).isFalse();
        assertThatThrownBy(() -> parser.parseAs(Receipt.class, "SmsUp", "{}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
