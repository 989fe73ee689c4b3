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

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Jackson reads what it wrote, and what Alibaba Cloud pushes, with any mapper of an application.
 */
class JacksonTest {

    private static final ReceiptParser PARSER = new ReceiptParser();
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final String ODD =
            "{\"biz_id\":\"b-1\",\"sms_size\":\"many\",\"new\":{\"x\":[1.50,12345678901234567890]}}";

    static Stream<Named<ObjectMapper>> mappers() {
        return Stream.of(
                Named.of("plain", PLAIN),
                Named.of(
                        "Spring Boot",
                        JsonMapper.builder()
                                .findAndAddModules()
                                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                                .disable(MapperFeature.DEFAULT_VIEW_INCLUSION)
                                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                                .build()),
                Named.of(
                        "Quarkus",
                        JsonMapper.builder()
                                .findAndAddModules()
                                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                                .build()),
                Named.of(
                        "changed",
                        JsonMapper.builder()
                                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                                .serializationInclusion(JsonInclude.Include.NON_NULL)
                                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                                .build()));
    }

    static Stream<Arguments> bodies() {
        return mappers().flatMap(mapper -> samples().map(body -> Arguments.of(mapper, body)));
    }

    private static Stream<JsonBody> samples() {
        Stream<JsonBody> documented =
                DocumentedReceiptsTest.samples().map(Arguments::get).map(JacksonTest::read);
        return Stream.concat(
                documented,
                Stream.of(
                        PARSER.parse("SmsReport", Samples.INTERNATIONAL_SMS_REPORT),
                        PARSER.parse("SmsReport", ODD),
                        PARSER.parse("FlowReport", ODD),
                        PARSER.parse("DypnsSmsVerifyReport", ODD),
                        new SmsUp("13900005678", "TD", null, null, null, "7"),
                        SendDetail.ofJson(
                                "{\"PhoneNum\":\"139****5678\",\"SendStatus\":3,\"Grade\":1.50}",
                                new SendDetailsQuery("13900005678", LocalDate.EPOCH, "b-1"))));
    }

    private static Receipt read(Object[] sample) {
        Class<?> record = (Class<?>) sample[0];
        // of the other site's the message type is SmsReport
        boolean abroad = record == GlobeSmsReport.class;
        String json = abroad ? Samples.GLOBE_SMS_REPORT : (String) sample[1];
        return PARSER.parseAs(record.asSubclass(Receipt.class), null, json);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void readsWhatItWrote(ObjectMapper mapper, JsonBody body) throws Exception {
        // when
        String json = mapper.writeValueAsString(body);
        JsonBody read = mapper.readValue(json, body.getClass());
        // then
        assertThat(read).isEqualTo(body).hasSameHashCodeAs(body);
        assertThat(read.properties()).isEqualTo(body.properties());
        assertThat(PLAIN.readTree(read.json())).isEqualTo(PLAIN.readTree(body.json()));
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void readsAnArrayAsAlibabaCloudPushesIt(ObjectMapper mapper) throws Exception {
        // given
        String pushed = "[" + Samples.SMS_REPORT + ", " + ODD + "]";
        Receipt first = PARSER.parse("SmsReport", Samples.SMS_REPORT);
        Receipt second = PARSER.parse("SmsReport", ODD);
        // then
        assertThat(mapper.readValue(pushed, SmsReport[].class))
                .containsExactly((SmsReport) first, (SmsReport) second);
        assertThat(mapper.readValue(pushed, new TypeReference<List<SmsReport>>() {}))
                .isEqualTo(ReceiptList.copyOf(List.of(first, second)));
        assertThat(
                        mapper.readTree(
                                mapper.writeValueAsString(
                                        ReceiptList.copyOf(List.of(first, second)))))
                .isEqualTo(mapper.readTree(pushed));
    }

    /** A record of the application with a receipt in it. */
    record Holder(String name, SmsReport report) {}

    @ParameterizedTest
    @MethodSource("mappers")
    void readsAReceiptInsideOfAnotherObject(ObjectMapper mapper) throws Exception {
        // given
        Holder holder = new Holder("a", (SmsReport) PARSER.parse("SmsReport", Samples.SMS_REPORT));
        // then
        assertThat(mapper.readValue(mapper.writeValueAsString(holder), Holder.class))
                .isEqualTo(holder);
        assertThat(mapper.treeToValue(mapper.valueToTree(holder), Holder.class)).isEqualTo(holder);
        assertThat(mapper.readValue("{\"report\":{}}", Holder.class).report())
                .isEqualTo(PARSER.parse("SmsReport", "{}"));
        assertThat(mapper.convertValue(holder.report(), SmsReport.class))
                .isEqualTo(holder.report());
    }

    @Test
    void refusesAnInvalidObjectWithoutQuotingIt() {
        assertThatThrownBy(() -> PLAIN.readValue("\"13900005678\"", SmsReport.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageNotContaining("13900005678");
        assertThatThrownBy(
                        () ->
                                PLAIN.readValue(
                                        "{\"a\":" + "[".repeat(99) + "]".repeat(99) + "}",
                                        SmsUp.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("too long or nested too deep");
    }

    @Test
    void needsARecordToReadInto() {
        assertThatThrownBy(() -> PLAIN.readValue(Samples.SMS_REPORT, Receipt.class))
                .isInstanceOf(InvalidDefinitionException.class);
    }
}
