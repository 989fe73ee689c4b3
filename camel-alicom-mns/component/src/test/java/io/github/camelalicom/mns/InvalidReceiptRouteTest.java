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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.UnreadablePart;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A body that is no receipt goes to the route's error handler, and never down its steps. */
class InvalidReceiptRouteTest extends AlicomMnsTestSupport {

    private static final String GOOD = "{\"biz_id\":\"b-1\",\"success\":true}";

    @ParameterizedTest
    @ValueSource(strings = {"{\"cut\":", "[1,2]", "\"text\"", "5", "", "not JSON at all"})
    void aBodyThatIsNotAJsonObjectIsQuarantinedAndDeleted(String text) {
        startWithQuarantine();

        alicom.deliverRaw("SmsReport", base64(text));
        awaitDeleted("SmsReport", 1);

        assertThat(arrived).hasSize(1);
        assertThat(arrived.get(0).getIn().getBody()).isEqualTo(text);
        assertThat(arrived.get(0).getIn().getHeader(AlicomMnsConstants.MESSAGE_ID)).isNotNull();
        assertThat(errors.reports).isEmpty();
    }

    @Test
    void aBodyThatIsNeitherBase64NorJsonIsQuarantinedAsItCame() {
        startWithQuarantine();

        alicom.deliverRaw("SmsReport", "<<< not base64 >>>");
        awaitDeleted("SmsReport", 1);

        assertThat(arrived.get(0).getIn().getBody()).isEqualTo("<<< not base64 >>>");
    }

    @Test
    void aBodyWithAnotherDigestIsQuarantined() {
        startWithQuarantine();

        alicom.deliverRaw("SmsReport", base64(GOOD), "00000000000000000000000000000000");
        awaitDeleted("SmsReport", 1);

        assertThat(arrived.get(0).getIn().getBody()).isEqualTo(base64(GOOD));
    }

    @ParameterizedTest
    @EnumSource(UnreadablePart.class)
    void oneUnreadableEntryCostsNoOtherMessageOfItsAnswer(UnreadablePart part) {
        // given three messages in one answer, of which the middle one is damaged on the way
        alicom.deliver(
                smsReport().bizId("b-1"), smsReport().bizId("b-2"), smsReport().bizId("b-3"));
        alicom.faults().add(Fault.unreadableEntry(part).on(RequestKind.RECEIVE).times(1));
        // when
        startWithQuarantine();
        // then
        await().until(() -> alicom.queue("SmsReport").deleted() >= 2);
        if (part == UnreadablePart.MISSING_HANDLE) {
            // it cannot be settled, and is redelivered when its lease expires
            alicom.clock().advance(VISIBILITY.plusSeconds(1));
        }
        awaitDeleted("SmsReport", 3);
        assertThat(errors.reports).isEmpty();
        boolean readable =
                part == UnreadablePart.MISSING_HANDLE || part == UnreadablePart.MISSING_ID;
        assertThat(arrived).as("quarantined").hasSize(readable ? 0 : 1);
    }

    @Test
    void theDigestIsNotLookedAtWhenTheOptionSaysSo() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("verifyBodyDigest=false"))
                                .process(InvalidReceiptRouteTest.this::arrive);
                    }
                });

        alicom.deliverRaw("SmsReport", base64(GOOD), "00000000000000000000000000000000");
        awaitDeleted("SmsReport", 1);

        assertThat(bizIds()).containsExactly("b-1");
    }

    @Test
    void rawJsonIsAsGoodAsBase64() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports()).process(InvalidReceiptRouteTest.this::arrive);
                    }
                });

        alicom.deliverRaw("SmsReport", GOOD);
        awaitDeleted("SmsReport", 1);

        assertThat(bizIds()).containsExactly("b-1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void unhandledItIsLeftAndNotTriedInAHotLoop(boolean withErrorHandler) {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        if (!withErrorHandler) {
                            errorHandler(noErrorHandler());
                        }
                        from(smsReports()).process(InvalidReceiptRouteTest.this::arrive);
                    }
                });

        alicom.deliverRaw("SmsReport", base64("[]"));
        await().until(() -> errors.reports.size() == 1);

        assertThat(errors.reports.get(0).cause()).isInstanceOf(InvalidReceiptException.class);
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(1);
        await().during(Duration.ofMillis(500))
                .until(() -> alicom.queue("SmsReport").received() == 1);
        assertThat(arrived).isEmpty();
    }

    @Test
    void redeliveryByTheErrorHandlerDoesNotSendItDownTheRoute() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(InvalidReceiptException.class)
                                .maximumRedeliveries(3)
                                .redeliveryDelay(1)
                                .handled(true);
                        from(smsReports()).process(InvalidReceiptRouteTest.this::arrive);
                    }
                });

        alicom.deliverRaw("SmsReport", base64("[]"));
        awaitDeleted("SmsReport", 1);

        assertThat(arrived).isEmpty();
    }

    @Test
    void aBadReceiptDoesNotDisturbTheGoodOnesAroundIt() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports()).process(InvalidReceiptRouteTest.this::arrive);
                    }
                });

        for (int i = 0; i < 15; i++) {
            alicom.deliverRaw("SmsReport", i == 7 ? base64("oops") : base64(GOOD));
        }
        awaitDeleted("SmsReport", 14);

        assertThat(arrived).hasSize(14);
    }

    private void startWithQuarantine() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(InvalidReceiptException.class)
                                .handled(true)
                                .process(InvalidReceiptRouteTest.this::arrive);
                        from(smsReports()).to("mock:never");
                    }
                });
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
