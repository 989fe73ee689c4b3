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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GenericReceiptTest {

    private static final String FLOW =
            "{ \"status\":\"3\", \"flow\":50, \"id\":9007199254740993, \"big\":12345678901234567890,"
                    + " \"price\":0.10, \"ok\":true, \"reason\":null, \"ops\":[{\"state\":1},\"x\"] }";

    private final ReceiptParser parser = new ReceiptParser();

    @Test
    void readsAnyTypeWithoutARecord() {
        // when
        GenericReceipt flow = read(FLOW);
        // then
        assertThat(flow.messageType()).isEqualTo("FlowReport");
        assertThat(flow.asMap().keySet())
                .containsExactly("status", "flow", "id", "big", "price", "ok", "reason", "ops");
        assertThat(flow.properties()).isEqualTo(flow.asMap());
        assertThat(flow.json()).isEqualTo(FLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3900005678E10", "1E0", "0e0", "9.007199254740993e15", "1.50", "5e3"})
    void isTheSameAfterItsFieldsWereWritten(String number) {
        // given
        GenericReceipt flow = read("{\"id\":" + number + "}");
        // then
        assertThat(read(JsonWriter.write(flow.asMap()))).isEqualTo(flow);
    }

    @Test
    void keepsEveryDigit() {
        // when
        GenericReceipt flow = read(FLOW);
        // then
        assertThat(flow.get("flow")).isEqualTo(50);
        assertThat(flow.get("id")).isEqualTo(9007199254740993L);
        assertThat(flow.get("big")).isEqualTo(new BigInteger("12345678901234567890"));
        assertThat(flow.get("price")).isEqualTo(new BigDecimal("0.10"));
        assertThat(flow.get("reason")).isNull();
        assertThat(flow.get("ops")).isEqualTo(List.of(Map.of("state", 1), "x"));
        assertThat(flow.get("absent")).isNull();
    }

    @Test
    void cannotBeChangedAtAnyDepth() {
        // given
        GenericReceipt flow = read(FLOW);
        // then
        assertThatThrownBy(() -> flow.asMap().put("x", 1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) flow.get("ops")).remove(0))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) ((List<?>) flow.get("ops")).get(0)).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void copiesTheMapOfAProgram() {
        // given
        Map<String, Object> fields = new HashMap<>(Map.of("id", 1));
        GenericReceipt made = new GenericReceipt("FlowReport", fields);
        // when
        fields.put("id", 2);
        // then
        assertThat(made.get("id")).isEqualTo(1);
        assertThat(made.json()).isEqualTo("{\"id\":1}");
        assertThat(made).isEqualTo(parser.parse("FlowReport", "{ \"id\": 1 }"));
    }

    @Test
    void printsNamesOnly() {
        assertThat(read("{\"phone\":\"13900005678\",\"13900005678\":1}"))
                .hasToString("FlowReport[properties=[phone, <11 chars>]]");
    }

    @Test
    void isWrittenByJacksonAsItsFields() throws Exception {
        // given
        ObjectMapper mapper = new ObjectMapper();
        // then
        assertThat(mapper.writeValueAsString(read("{ \"id\" : 1 }"))).isEqualTo("{\"id\":1}");
        assertThat(
                        mapper.readTree(
                                mapper.writeValueAsString(parser.parse("SmsUp", Samples.SMS_UP))))
                .isEqualTo(mapper.readTree(Samples.SMS_UP));
    }

    private GenericReceipt read(String json) {
        return (GenericReceipt) parser.parse("FlowReport", json);
    }
}
