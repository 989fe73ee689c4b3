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

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiptInSimpleTest {

    private static final CamelContext CAMEL = new DefaultCamelContext();

    private final ReceiptParser parser = new ReceiptParser();

    @BeforeAll
    static void start() {
        CAMEL.start();
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    @Test
    void readsTheComponentsOfARecord() {
        // given
        Receipt report = parser.parse("SmsReport", Samples.SMS_REPORT);
        // then
        assertThat(simple(report, "${body.phoneNumber}")).isEqualTo("1390000****");
        assertThat(simple(report, "${body.success}")).isEqualTo(true);
        assertThat(simple(report, "${body.smsSize}")).isEqualTo(1);
        assertThat(simple(report, "${body.sendTime.year}")).isEqualTo(2021);
        assertThat(simple(report, "${body.messageType}")).isEqualTo("SmsReport");
        assertThat(simple(report, "${body.key}")).isEqualTo(report.key());
        assertThat(simple(report, "${body.json}")).isEqualTo(Samples.SMS_REPORT);
    }

    @Test
    void readsAComponentWhoseNameBeginsWithOneLetter() {
        assertThat(simple(parser.parse("VoiceReport", "{\"b_duration\":49}"), "${body.bDuration}"))
                .isEqualTo(49);
    }

    @Test
    void decidesOnSuccess() {
        // given
        Predicate delivered =
                CAMEL.resolveLanguage("simple").createPredicate("${body.success} == true");
        // then
        assertThat(delivered.matches(exchange(parser.parse("SmsReport", Samples.SMS_REPORT))))
                .isTrue();
        assertThat(delivered.matches(exchange(parser.parse("SmsReport", "{\"success\":false}"))))
                .isFalse();
        assertThat(delivered.matches(exchange(parser.parse("SmsReport", "{}")))).isFalse();
    }

    @Test
    void decidesOnTheCategoryOfAnError() {
        // given
        Receipt busy = parser.parse("VoiceReport", "{\"status_code\":\"200002\"}");
        Predicate recipient =
                CAMEL.resolveLanguage("simple")
                        .createPredicate("${body.errorCategory} == 'RECIPIENT'");
        // then
        assertThat(recipient.matches(exchange(busy))).isTrue();
        assertThat(recipient.matches(exchange(parser.parse("SmsReport", Samples.SMS_REPORT))))
                .isFalse();
        assertThat(simple(busy, "${body.errorMeaning}")).isEqualTo("Busy");
        assertThat(simple(busy, "${body.errorMeaningZh}")).isEqualTo("用户忙");
        assertThat(simple(busy, "${body.error.code}")).isEqualTo("200002");
    }

    @Test
    void readsWhatIsInsideOfASentence() {
        // given
        Receipt report = parser.parse("SecretAsrReport", Samples.SECRET_ASR_REPORT);
        // then
        assertThat(simple(report, "${body.sentences[0][text]}")).isEqualTo("你好世界");
        assertThat(simple(report, "${body.callId}")).isEqualTo("abcdef1234");
    }

    @Test
    void readsAFieldWithoutAComponent() {
        assertThat(simple(parser.parse("FlowReport", "{\"flow\":50}"), "${body.get('flow')}"))
                .isEqualTo(50);
        assertThat(simple(parser.parse("SmsUp", "{\"city\":\"x\"}"), "${body.properties[city]}"))
                .isEqualTo("x");
    }

    private static Object simple(Receipt body, String expression) {
        return CAMEL.resolveLanguage("simple")
                .createExpression(expression)
                .evaluate(exchange(body), Object.class);
    }

    private static Exchange exchange(Receipt body) {
        Exchange exchange = new DefaultExchange(CAMEL);
        exchange.getMessage().setBody(body);
        return exchange;
    }
}
