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
package io.github.camelalicom.mns;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.TypeConverter;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.camelalicom.mns.receipt.CodedReceipt;
import io.github.camelalicom.mns.receipt.GenericReceipt;
import io.github.camelalicom.mns.receipt.GlobeSmsReport;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.JsonBody;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptList;
import io.github.camelalicom.mns.receipt.ReceiptParser;
import io.github.camelalicom.mns.receipt.SecretReport;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SendDetailsQuery;
import io.github.camelalicom.mns.receipt.SmsReport;
import io.github.camelalicom.mns.receipt.SmsUp;
import io.github.camelalicom.mns.receipt.VoiceCallReport;
import io.github.camelalicom.mns.receipt.VoiceReport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AlicomMnsConvertersTest {

    private static final String JSON =
            "{\"phone_number\":\"13900005678\", \"success\":true, \"err_msg\":\"用户接收成功\","
                    + " \"biz_id\":\"b-1\"}";
    private static final SmsReport REPORT =
            (SmsReport) new ReceiptParser().parse("SmsReport", JSON);
    private static final SendDetail DETAIL =
            SendDetail.ofJson(
                    "{\"PhoneNum\":\"139****5678\",\"SendStatus\":3}",
                    new SendDetailsQuery("13900005678", LocalDate.of(2026, 11, 25), "b-1"));
    private static final CamelContext CAMEL = new DefaultCamelContext();

    private static TypeConverter converter;

    @BeforeAll
    static void start() {
        CAMEL.start();
        converter = CAMEL.getTypeConverter();
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    @Test
    void turnsAReceiptIntoJsonInItsUsualShapes() throws Exception {
        assertThat(converter.convertTo(String.class, REPORT)).isEqualTo(JSON);
        assertThat(converter.convertTo(byte[].class, REPORT))
                .isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
        assertThat(converter.convertTo(InputStream.class, REPORT).readAllBytes())
                .isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
        assertThat(converter.convertTo(JsonNode.class, REPORT))
                .isEqualTo(new ObjectMapper().readTree(JSON));
        assertThat((Object) converter.convertTo(Map.class, REPORT))
                .isEqualTo(
                        Map.of(
                                "phone_number",
                                "13900005678",
                                "success",
                                true,
                                "err_msg",
                                "用户接收成功",
                                "biz_id",
                                "b-1"));
    }

    static Stream<Object> shapes() throws Exception {
        byte[] bytes = JSON.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                JSON,
                bytes,
                new ByteArrayInputStream(bytes),
                new StringReader(JSON),
                new ObjectMapper().readTree(JSON),
                REPORT.asMap(),
                new GenericReceipt("SmsReport", REPORT.asMap()));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void turnsJsonInAnyShapeIntoARecord(Object shape) {
        assertThat(converter.convertTo(SmsReport.class, shape)).isEqualTo(REPORT);
    }

    @Test
    void turnsAMapOfOtherValuesIntoARecord() throws Exception {
        JsonNode id = new ObjectMapper().readTree("\"b-1\"");
        assertThat(converter.convertTo(SmsReport.class, Map.of("biz_id", id)).bizId())
                .isEqualTo("b-1");
        assertThat(converter.convertTo(SmsReport.class, Map.of("biz_id", 0.1f)).bizId())
                .isEqualTo("0.1");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] bytes = "{\"err_msg\":\"用户接收成功\"}".getBytes(Charset.forName("GBK"));
        for (Object value : List.of(bytes, new ByteArrayInputStream(bytes))) {
            assertThatThrownBy(() -> converter.convertTo(SmsReport.class, value))
                    .isInstanceOf(TypeConversionException.class)
                    .hasMessageContaining("is not UTF-8 text");
        }
    }

    /** Beyond the limits of a Jackson without settings. */
    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "%01001d", "{\"%060000d\":1}"})
    void turnsAReceiptIntoANodeWhateverTheSizeOfItsValues(String value) {
        String json = "{\"x\":" + value.formatted(11).replaceAll("0", "1") + "}";
        SmsReport report = converter.convertTo(SmsReport.class, json);
        assertThat(converter.convertTo(JsonNode.class, report).has("x")).isTrue();
        assertThat(converter.convertTo(JsonNode.class, ReceiptList.copyOf(List.of(report))))
                .hasSize(1);
    }

    @Test
    void turnsJsonIntoEachRecord() {
        assertThat(converter.convertTo(SmsUp.class, "{\"content\":\"TD\"}").content())
                .isEqualTo("TD");
        assertThat(converter.convertTo(VoiceReport.class, "{\"duration\":\"10\"}").duration())
                .isEqualTo(10);
        assertThat(converter.convertTo(GenericReceipt.class, "{\"x\":1}").get("x")).isEqualTo(1);
        assertThat(converter.convertTo(VoiceCallReport.class, "{\"dtmf\":1}").dtmf())
                .isEqualTo("1");
        assertThat(converter.convertTo(SecretReport.class, Map.of("sub_id", "7")).subId())
                .isEqualTo(7L);
    }

    /** A receipt of the international site, under its own field names. */
    @Test
    void turnsOneRecordIntoAnother() {
        // given
        Receipt report =
                new ReceiptParser()
                        .parse(
                                "SmsReport",
                                "{\"MessageId\":\"m-1\",\"Status\":\"6\",\"TaskId\":\"t-1\"}");
        // when
        SmsReport domestic = converter.convertTo(SmsReport.class, report);
        // then
        assertThat(report).isInstanceOf(GlobeSmsReport.class);
        assertThat(domestic.bizId()).isEqualTo("m-1");
        assertThat(domestic.success()).isFalse();
    }

    /** It would be an SMS report of nothing otherwise, which no route notices. */
    @Test
    void turnsAReportOfTheInternationalSiteIntoAnSmsReport() {
        String json =
                "{\"to\":\"13900001234\",\"status\":\"1\",\"message_id\":\"m-1\","
                        + "\"send_date\":\"2021-09-06 15:50:05\",\"task_id\":\"t-1\"}";
        Receipt received = new ReceiptParser().parse("GlobeSmsReport", json);
        GlobeSmsReport made =
                new GlobeSmsReport("139", "2", "m-2", null, null, "MK:0001", null, null, null);

        SmsReport ofReceived = converter.convertTo(SmsReport.class, received);
        SmsReport ofMade = converter.convertTo(SmsReport.class, made);

        assertThat(ofReceived.bizId()).isEqualTo("m-1");
        assertThat(ofReceived.phoneNumber()).isEqualTo("13900001234");
        assertThat(ofReceived.success()).isTrue();
        assertThat(ofReceived.sendTime()).isNotNull();
        assertThat(ofReceived.properties()).containsOnlyKeys("task_id");
        assertThat(ofMade.bizId()).isEqualTo("m-2");
        assertThat(ofMade.success()).isFalse();
        assertThat(ofMade.errCode()).isEqualTo("MK:0001");
    }

    @Test
    void aReceiptOfAnotherKindIsNoneOfTheInterface() {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.getMessage().setHeader(AlicomMnsConstants.MESSAGE_TYPE, "SmsUp");
        exchange.getMessage().setBody("{\"phone_number\":\"13900001234\"}");

        assertThat(exchange.getMessage().getBody(CodedReceipt.class)).isNull();
        assertThat(exchange.getMessage().getBody(CodedReceipt[].class)).isNull();
        assertThat(exchange.getMessage().getBody(Receipt[].class)).hasSize(1);
    }

    @Test
    void aValueOfAListThatIsNoReceiptIsNotQuoted() {
        List<String> values = List.of("{}", "{\"phone_number\":\"13900001234\"");

        assertThatThrownBy(() -> converter.mandatoryConvertTo(SmsReport[].class, values))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageNotContaining("13900001234")
                .hasMessageContaining("(not shown)");
    }

    @Test
    void anArrayInAMapIsAnArrayOfTheReceipt() {
        Map<String, Object> map = Map.of("x", new Object[] {"a", new int[] {1, 2}});

        assertThat(converter.convertTo(GenericReceipt.class, map).json())
                .isEqualTo("{\"x\":[\"a\",[1,2]]}");
    }

    @Test
    void learnsTheMessageTypeFromTheExchange() {
        // given
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.getMessage().setBody(JSON);
        // then
        assertThat(exchange.getMessage().getBody(Receipt.class)).isNull();
        // when
        exchange.getMessage().setHeader(AlicomMnsConstants.MESSAGE_TYPE, "DypnsSmsVerifyReport");
        // then
        assertThat(exchange.getMessage().getBody(Receipt.class)).isInstanceOf(SmsReport.class);
        assertThat(exchange.getMessage().getBody(SmsReport.class).messageType())
                .isEqualTo("DypnsSmsVerifyReport");
        assertThat(exchange.getMessage().getBody(GenericReceipt.class).messageType())
                .isEqualTo("DypnsSmsVerifyReport");
    }

    @Test
    void turnsASendDetailIntoJsonAndBack() throws Exception {
        // given
        String json = "{\"PhoneNum\":\"13900005678\",\"SendStatus\":3,\"BizId\":\"b-1\"}";
        // then
        assertThat(converter.convertTo(String.class, DETAIL)).isEqualTo(json);
        assertThat(converter.convertTo(byte[].class, DETAIL)).asString().isEqualTo(json);
        assertThat(converter.convertTo(InputStream.class, DETAIL)).hasContent(json);
        assertThat(converter.convertTo(JsonNode.class, DETAIL))
                .isEqualTo(new ObjectMapper().readTree(json));
        assertThat(converter.convertTo(Map.class, DETAIL)).isEqualTo(DETAIL.asMap());
        assertThat(DETAIL).asString().contains("139****5678").doesNotContain("13900005678");
        assertThat(converter.convertTo(SendDetail.class, json)).isEqualTo(DETAIL);
        assertThat(converter.convertTo(SendDetail.class, DETAIL.asMap())).isEqualTo(DETAIL);
        assertThat(converter.convertTo(SmsReport.class, DETAIL).bizId()).isEqualTo("b-1");
    }

    /** Their fields have other names: the result would be empty. */
    @Test
    void turnsNeitherASendDetailIntoOtherReceiptsNorAReceiptIntoASendDetail() {
        assertThat(converter.convertTo(GenericReceipt.class, DETAIL)).isNull();
        assertThat(converter.convertTo(SendDetail.class, REPORT)).isNull();
    }

    static Stream<ReceiptList<?>> lists() {
        return Stream.of(
                ReceiptList.copyOf(List.of(REPORT, REPORT)),
                ReceiptList.copyOf(List.of(DETAIL)),
                ReceiptList.copyOf(List.of()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void turnsAListIntoAJsonArray(ReceiptList<?> list) throws Exception {
        // given
        String json = list.stream().map(JsonBody::json).collect(Collectors.joining(",", "[", "]"));
        // then
        assertThat(converter.convertTo(String.class, list)).isEqualTo(json);
        assertThat(converter.convertTo(byte[].class, list)).asString().isEqualTo(json);
        assertThat(converter.convertTo(InputStream.class, list)).hasContent(json);
        assertThat(converter.convertTo(JsonNode.class, list))
                .isEqualTo(new ObjectMapper().readTree(json));
        assertThat(converter.convertTo(List.class, list)).isSameAs(list);
    }

    static Stream<Object> arrays() throws Exception {
        String json = "[" + JSON + " ,\n" + JSON + "]";
        return Stream.of(
                json,
                json.getBytes(StandardCharsets.UTF_8),
                new StringReader(json),
                new ObjectMapper().readTree(json),
                List.of(REPORT.asMap(), JSON),
                List.of(REPORT, REPORT));
    }

    /** As Alibaba Cloud pushes receipts over HTTP. */
    @ParameterizedTest
    @MethodSource("arrays")
    void turnsAJsonArrayIntoReceipts(Object array) {
        // given
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.getMessage().setHeader(AlicomMnsConstants.MESSAGE_TYPE, "SmsReport");
        // then
        assertThat(converter.convertTo(ReceiptList.class, exchange, array))
                .isEqualTo(List.of(REPORT, REPORT));
    }

    @Test
    void turnsAJsonArrayIntoAnArrayOfTheRecordWithoutAMessageType() {
        // given
        String json = "[" + JSON + "]";
        // then
        assertThat(converter.convertTo(SmsReport[].class, json)).containsExactly(REPORT);
        assertThat(converter.convertTo(SmsReport[].class, json)[0].json()).isEqualTo(JSON);
        assertThat(converter.convertTo(SmsReport[].class, "[]")).isEmpty();
        assertThat(converter.convertTo(ReceiptList.class, json)).isNull();
    }

    @Test
    void takesASingleObjectForAListOfOne() {
        assertThat(converter.convertTo(SmsReport[].class, JSON)).containsExactly(REPORT);
        assertThat(converter.convertTo(SmsReport[].class, REPORT)).containsExactly(REPORT);
        assertThat(converter.convertTo(SmsReport[].class, REPORT.asMap())).containsExactly(REPORT);
    }

    @Test
    void turnsAnArrayIntoAList() {
        SmsReport[] array = {REPORT, REPORT};

        assertThat(converter.convertTo(ReceiptList.class, array)).containsExactly(array);
    }

    @Test
    void turnsSendDetailsIntoTheMissingReceipts() {
        assertThat(converter.convertTo(SmsReport[].class, ReceiptList.copyOf(List.of(DETAIL))))
                .containsExactly(DETAIL.toSmsReport());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[{}", "7", "[{}] x", ""})
    void refusesAnythingElseInPlaceOfAnArray(String text) {
        assertThatThrownBy(() -> converter.convertTo(SmsReport[].class, text))
                .isInstanceOf(TypeConversionException.class)
                .hasCauseInstanceOf(InvalidReceiptException.class);
    }

    @Test
    void doesNotQuoteAnInvalidReceipt() {
        // given
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.getMessage().setBody("{\"phone_number\":\"13900005678");
        // when
        TypeConversionException refused =
                catchThrowableOfType(
                        TypeConversionException.class,
                        () -> exchange.getMessage().getBody(SmsReport.class));
        // then
        assertThat(refused).hasCauseInstanceOf(InvalidReceiptException.class);
        assertThat(refused.getMessage()).doesNotContain("13900005678", "phone_number");
    }

    /** Camel remembers a pair of types that cannot be converted, and never asks again. */
    @ParameterizedTest
    @ValueSource(classes = {Receipt.class, JsonBody.class, ReceiptList.class, Receipt[].class})
    void aTextWithoutAMessageTypeDoesNotPreventTheConversionOfOthers(Class<?> type) {
        for (Object text : List.of(JSON, JSON.getBytes(StandardCharsets.UTF_8))) {
            assertThat((Object) converter.convertTo(type, text)).isNull();
            assertThat((Object) converter.convertTo(type, exchangeOf("SmsReport"), text))
                    .isInstanceOf(type);
        }
    }

    @Test
    void aListOfOtherThingsDoesNotPreventTheConversionOfOthers() {
        assertThat(converter.convertTo(ReceiptList.class, new ArrayList<>(List.of(42)))).isNull();
        assertThat(converter.convertTo(ReceiptList.class, new ArrayList<>(List.of(REPORT))))
                .hasSize(1);
    }

    @Test
    void aConversionThatIsImpossibleQuotesNoContent() {
        ReceiptList<SendDetail> details = ReceiptList.copyOf(List.of(DETAIL));

        assertThat(converter.convertTo(Receipt[].class, details)).isNull();
    }

    @Test
    void turnsAReceiptIntoAMapThatARouteMayChange() {
        LinkedHashMap<String, Object> fields = converter.convertTo(LinkedHashMap.class, REPORT);
        fields.put("tenant", 1);

        assertThat(fields).containsEntry("biz_id", "b-1");
        assertThat(REPORT.asMap()).doesNotContainKey("tenant");
    }

    private static Exchange exchangeOf(String messageType) {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.getMessage().setHeader(AlicomMnsConstants.MESSAGE_TYPE, messageType);
        return exchange;
    }

    @Test
    void leavesOtherConversionsAlone() {
        assertThat(converter.convertTo(Integer.class, "42")).isEqualTo(42);
        assertThat(converter.convertTo(String.class, Map.of("a", 1))).isEqualTo("{a=1}");
        assertThat(converter.convertTo(String.class, List.of(REPORT)))
                .isEqualTo(List.of(REPORT).toString());
        assertThat(converter.convertTo(String[].class, List.of("a"))).containsExactly("a");
        assertThat(converter.convertTo(InputStream.class, List.of(REPORT))).isNull();
        assertThat((Object) converter.convertTo(Map.class, "{\"a\":1}")).isNull();
        assertThat(converter.convertTo(JsonNode.class, "{\"a\":1}")).isNull();
        assertThat(converter.convertTo(SmsReport.class, 42)).isNull();
        assertThat(converter.convertTo(SmsReport.class, List.of(JSON))).isNull();
    }

    @Test
    void leavesTheBodyOfARouteTyped() throws Exception {
        // given
        CAMEL.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:receipts")
                                .streamCache("true")
                                .filter(simple("${body.success}"))
                                .to("mock:delivered");
                    }
                });
        // when
        Object body = CAMEL.createProducerTemplate().requestBody("direct:receipts", REPORT);
        // then
        assertThat(body).isSameAs(REPORT);
    }
}
