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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.receipt.InvalidReceiptException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bodies and exceptions in a JMS queue or a persistent repository. */
class BodySerializationTest {

    private static final String NESTED =
            "{ \"id\" : 1.50, \"big\":123456789012345678901, \"none\":null,"
                    + " \"list\":[{\"a\":null},[],true] }";
    private static final ReceiptParser PARSER = new ReceiptParser();

    static Stream<JsonBody> bodies() {
        return Stream.concat(
                DocumentedReceiptsTest.samples()
                        .map(Arguments::get)
                        .flatMap(BodySerializationTest::read),
                Stream.of(
                        PARSER.parse("DypnsSmsVerifyReport", Samples.SMS_REPORT),
                        PARSER.parse("SmsReport", Samples.INTERNATIONAL_SMS_REPORT),
                        PARSER.parse("SmsUp", NESTED),
                        PARSER.parse("FlowReport", NESTED),
                        new GenericReceipt("FlowReport", JsonText.readObject(NESTED)),
                        new SmsUp("13900005678", "TD", null, null, null, null),
                        detail("b-1"),
                        detail(null)));
    }

    private static Stream<JsonBody> read(Object[] sample) {
        Class<?> record = (Class<?>) sample[0];
        String json = (String) sample[1];
        Receipt received = PARSER.parse(record.getSimpleName(), json);
        try {
            return Stream.of(received, DocumentedReceiptsTest.madeLike(received));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static SendDetail detail(String bizId) {
        return SendDetail.ofJson(
                "{\"PhoneNum\":\"139****5678\",\"SendStatus\":3,\"Grade\":1.50}",
                new SendDetailsQuery("13900005678", LocalDate.of(2026, 11, 25), bizId));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyIsEqualAfterSerialization(JsonBody body) throws Exception {
        // when
        JsonBody arrived = copy(body);
        // then
        assertThat(arrived).isEqualTo(body).hasSameHashCodeAs(body).hasToString(body.toString());
        assertThat(arrived.json()).isEqualTo(body.json());
        assertThat(arrived.asMap()).isEqualTo(body.asMap());
        assertThat(arrived.properties()).isEqualTo(body.properties());
        assertThat(arrived.source()).isEqualTo(body.source());
        assertThatThrownBy(() -> arrived.asMap().put("x", 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aKeyIsTheSameAfterSerialization() throws Exception {
        Receipt receipt = PARSER.parse("SmsReport", Samples.SMS_REPORT);

        assertThat(copy(receipt).key()).isEqualTo(receipt.key());
    }

    @Test
    void aListIsEqualAfterSerializationAndToAnyListOfItsElements() throws Exception {
        // given
        ReceiptList<JsonBody> list = ReceiptList.copyOf(bodies().toList());
        // when
        ReceiptList<JsonBody> arrived = copy(list);
        // then
        assertThat(arrived).isEqualTo(list).isEqualTo(new ArrayList<>(list));
        assertThat(arrived.json()).isEqualTo(list.json());
        assertThatThrownBy(() -> arrived.remove(0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aQueryAndAnErrorCodeAreEqualAfterSerialization() throws Exception {
        SendDetailsQuery query = new SendDetailsQuery("139", LocalDate.of(2026, 11, 25), "b-1");

        assertThat(copy(query)).isEqualTo(query);
        assertThat(copy(ErrorCode.ofSms("DELIVRD"))).isEqualTo(ErrorCode.ofSms("DELIVRD"));
    }

    @Test
    void exceptionsKeepTheirFields() throws Exception {
        // when
        InvalidReceiptException invalid =
                copy(new InvalidReceiptException(Reason.NOT_JSON, "{\"a", 3));
        MnsException refused =
                copy(new MnsException(MnsException.Kind.DENIED, "NoPermission", "refused"));
        // then
        assertThat(invalid.getReason()).isEqualTo(Reason.NOT_JSON);
        assertThat(invalid.getRawText()).isEqualTo("{\"a");
        assertThat(invalid).hasMessageContaining("is not valid JSON");
        assertThat(refused.kind()).isEqualTo(MnsException.Kind.DENIED);
        assertThat(refused.code()).isEqualTo("NoPermission");
        assertThat(refused).hasMessage("refused");
    }

    /** A program may put anything into the fields of a generic receipt. */
    @Test
    void aValueThatIsNotSerializableBecomesText() throws Exception {
        // given
        Map<String, Object> fields = new HashMap<>();
        fields.put("optional", Optional.of(1));
        fields.put("set", Set.of(1));
        fields.put(
                "nested",
                Map.of(
                        "object",
                        new Object() {
                            @Override
                            public String toString() {
                                return "odd";
                            }
                        }));
        // when
        GenericReceipt receipt = new GenericReceipt("FlowReport", fields);
        // then
        assertThat(copy(receipt)).isEqualTo(receipt);
        assertThat(receipt.get("optional")).isEqualTo("Optional[1]");
        assertThat(receipt.get("set")).isEqualTo(List.of(1));
        assertThat(receipt.get("nested")).isEqualTo(Map.of("object", "odd"));
    }

    @SuppressWarnings("unchecked") // what is written is what is read
    private static <T> T copy(T value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
