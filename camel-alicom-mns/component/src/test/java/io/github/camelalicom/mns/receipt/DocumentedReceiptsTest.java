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

import java.lang.reflect.RecordComponent;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What holds for every record, on a sample with every documented field. */
class DocumentedReceiptsTest {

    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    private final List<String> drift = new ArrayList<>();
    private final ReceiptParser parser =
            new ReceiptParser((type, field, kind) -> drift.add(type + " " + field + " " + kind));

    /** Record, sample, and the fields that a log must not show. */
    static Stream<Arguments> samples() {
        String secret = "phone_no secret_no peer_no out_id";
        return Stream.of(
                arguments(SmsReport.class, Samples.SMS_REPORT, "phone_number out_id"),
                arguments(SmsUp.class, Samples.SMS_UP, "phone_number content"),
                arguments(
                        VoiceReport.class,
                        VoiceReportTest.FULL,
                        "caller callee caller_show_num callee_show_num dtmf out_id extend"),
                arguments(VoiceCallReport.class, Samples.VOICE_CALL_REPORT, "out_id"),
                arguments(
                        VoiceRecordReport.class, Samples.VOICE_RECORD_REPORT, "record_file out_id"),
                arguments(GlobeSmsReport.class, Samples.INTERNATIONAL_SMS_REPORT, "To"),
                arguments(SignSmsReport.class, Samples.SIGN_SMS_REPORT, "remark"),
                arguments(
                        TemplateSmsReport.class,
                        Samples.TEMPLATE_SMS_REPORT,
                        "template_content remark"),
                arguments(
                        SecretStartReport.class,
                        Samples.SECRET_START_REPORT,
                        secret + " called_display_no city"),
                arguments(
                        SecretRingReport.class,
                        Samples.SECRET_RING_REPORT,
                        secret + " city extension"),
                arguments(
                        SecretPickUpReport.class,
                        Samples.SECRET_PICK_UP_REPORT,
                        secret + " city extension"),
                arguments(
                        SecretReport.class,
                        Samples.SECRET_REPORT,
                        secret + " called_display_no city extension record_url ring_record_url"),
                arguments(SecretRecording.class, Samples.SECRET_RECORDING, "out_id"),
                arguments(SecretAsrReport.class, Samples.SECRET_ASR_REPORT, "secretNo sentences"),
                arguments(
                        SecretExceptionPhoneReport.class,
                        Samples.SECRET_EXCEPTION_PHONE_REPORT,
                        "secretNo"),
                arguments(
                        SecretSmsIntercept.class,
                        Samples.SECRET_SMS_INTERCEPT,
                        "send_no secret_no receive_no sms_content out_id"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsEveryDocumentedField(Class<? extends Receipt> record, String json) {
        // when
        Receipt receipt = parser.parse(record.getSimpleName(), Samples.base64(json));
        // then
        assertThat(receipt).isInstanceOf(record).hasNoNullFieldsOrProperties();
        assertThat(receipt.properties()).isEmpty();
        assertThat(receipt.json()).isEqualTo(json);
        assertThat(drift).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesAReceiptMadeByAProgramAsAlibabaCloudDoes(
            Class<? extends Receipt> record, String json) throws Exception {
        // given
        Receipt read = read(record, JsonText.readObject(json));
        // when
        Receipt made = madeLike(read);
        // then
        assertThat(made).isEqualTo(read).hasSameHashCodeAs(read);
        assertThat(made.key()).isEqualTo(read.key());
        assertThat(parser.parse(record.getSimpleName(), made.json())).isEqualTo(read);
        // documented with several spellings or types, of which only one is written
        if (record != GlobeSmsReport.class && record != SmsUp.class) {
            assertThat(JsonWriter.canonical(made.asMap()))
                    .isEqualTo(JsonWriter.canonical(read.asMap()));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takesNumbersForTextAndTextForNumbers(Class<? extends Receipt> record, String json) {
        // given
        Map<String, Object> swapped = JsonText.readObject(json);
        swapped.replaceAll((field, value) -> swapped(value));
        assertThat(swapped).isNotEqualTo(JsonText.readObject(json));
        // then
        assertThat(read(record, swapped)).isEqualTo(read(record, JsonText.readObject(json)));
        assertThat(drift).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void readsEveryFormOfATime(Class<? extends Receipt> record, String json) {
        // given
        Receipt receipt = read(record, JsonText.readObject(json));
        List<UnaryOperator<Object>> forms =
                List.of(
                        time -> ((OffsetDateTime) time).format(COMPACT),
                        time -> ((OffsetDateTime) time).toInstant().toEpochMilli(),
                        time -> "" + ((OffsetDateTime) time).toInstant().toEpochMilli(),
                        time -> Times.format((OffsetDateTime) time));
        // then
        for (UnaryOperator<Object> form : forms) {
            Map<String, Object> other = JsonText.readObject(json);
            other.replaceAll(
                    (field, value) -> isTime(value) ? form.apply(Values.time(value)) : value);
            assertThat(read(record, other)).isEqualTo(receipt);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void doesNotKnowWhatIsAbsentNullOrEmpty(Class<? extends Receipt> record, String json)
            throws Exception {
        // given
        Map<String, Object> nothing = JsonText.readObject(json);
        nothing.replaceAll((field, value) -> null);
        Map<String, Object> empty = JsonText.readObject(json);
        empty.replaceAll((field, value) -> "");
        // then
        assertThat(values(read(record, Map.of("x", 1)))).containsOnlyNulls();
        assertThat(values(read(record, nothing))).containsOnlyNulls();
        assertThat(values(read(record, empty))).isSubsetOf(null, "");
        assertThat(read(record, nothing).properties()).isEmpty();
        assertThat(read(record, empty).properties()).isEmpty();
        assertThat(read(record, nothing).key()).startsWith(record.getSimpleName() + "-");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void keepsWhatItCannotReadAndTellsOfIt(Class<? extends Receipt> record, String json)
            throws Exception {
        // given
        Map<String, Object> odd = JsonText.readObject(json);
        odd.replaceAll((field, value) -> Map.of("odd", true));
        odd.put("new_field", 1);
        // when
        Receipt receipt = read(record, odd);
        // then
        assertThat(values(receipt)).containsOnlyNulls();
        assertThat(receipt.properties()).isEqualTo(odd);
        assertThat(drift).hasSize(odd.size());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void showsNothingPersonal(Class<? extends Receipt> record, String json, String personal) {
        // given
        Map<String, Object> fields = JsonText.readObject(json);
        // when
        String shown = read(record, fields).toString();
        // then
        assertThat(shown).startsWith(record.getSimpleName() + "[");
        for (String field : personal.split(" ")) {
            assertThat(fields).containsKey(field);
            assertThat(shown).doesNotContain(text(fields.get(field)));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void hasTheSameKeyForTheSameEvent(Class<? extends Receipt> record, String json) {
        // given
        Receipt once = read(record, JsonText.readObject(json));
        Map<String, Object> reversed = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(once.asMap().keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            reversed.put(names.get(i), once.asMap().get(names.get(i)));
        }
        // then
        assertThat(read(record, reversed).key()).isEqualTo(once.key());
        assertThat(once.key()).matches(record.getSimpleName() + "-[0-9a-f]{32}");
    }

    private Receipt read(Class<? extends Receipt> record, Map<String, Object> fields) {
        return parser.parse(record.getSimpleName(), JsonWriter.write(fields));
    }

    /** Built from its components alone, as a program does. */
    static Receipt madeLike(Receipt receipt) throws Exception {
        RecordComponent[] components = receipt.getClass().getRecordComponents();
        Class<?>[] types =
                Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<Object> values = values(receipt);
        values.add(null);
        return (Receipt)
                receipt.getClass().getDeclaredConstructor(types).newInstance(values.toArray());
    }

    /** All components but the source. */
    private static List<Object> values(Receipt receipt) throws Exception {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : receipt.getClass().getRecordComponents()) {
            if (component.getType() != ReceiptSource.class) {
                values.add(component.getAccessor().invoke(receipt));
            }
        }
        return values;
    }

    private static Object swapped(Object value) {
        if (value instanceof Number number) {
            return number.toString();
        }
        boolean number = value instanceof String text && text.matches("0|[1-9]\\d{0,17}");
        return number ? (Object) Long.valueOf((String) value) : value;
    }

    private static boolean isTime(Object value) {
        return value instanceof String && Values.time(value) != null;
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? String.valueOf(((Map<?, ?>) list.get(0)).get("text"))
                : String.valueOf(value);
    }
}
