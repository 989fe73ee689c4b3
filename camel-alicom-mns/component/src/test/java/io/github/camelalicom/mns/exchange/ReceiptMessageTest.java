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
package io.github.camelalicom.mns.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultExchangeHolder;
import org.apache.camel.support.DefaultPooledExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptParser;
import io.github.camelalicom.mns.receipt.SmsReport;

import static org.assertj.core.api.Assertions.assertThat;

/** However a step looks at the headers, they are those of the received message. */
class ReceiptMessageTest {

    private static final Instant ENQUEUED = Instant.parse("2026-11-30T02:00:00Z");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ReceiptMapper mapper =
            new ReceiptMapper("SmsReport", "queue", false, new ReceiptParser());

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void whatNoStepReadsIsNotComputed() {
        AtomicInteger computed = new AtomicInteger();
        ReceiptMessage message =
                new ReceiptMessage(exchange(), initial -> computed.incrementAndGet());
        message.setBody("body");

        assertThat(message.getBody()).isEqualTo("body");
        assertThat(computed).hasValue(0);
        message.getHeader("any");
        message.getHeaders();
        assertThat(computed).hasValue(1);
    }

    @Test
    void oneHeaderIsReadWithoutTheOthers() {
        AtomicInteger computed = new AtomicInteger();
        ReceiptMessage message = new ReceiptMessage(exchange(), new OnlyId(computed));

        assertThat(message.getHeader(AlicomMnsConstants.MESSAGE_ID)).isEqualTo(7L);
        assertThat(message.getHeader(AlicomMnsConstants.MESSAGE_ID, Long.class)).isEqualTo(7L);
        assertThat(computed).hasValue(0);
        assertThat(message.getHeader(AlicomMnsConstants.MESSAGE_ID, String.class)).isEqualTo("7");
        message.setHeader(AlicomMnsConstants.MESSAGE_ID, "changed");
        assertThat(message.getHeader(AlicomMnsConstants.MESSAGE_ID)).isEqualTo("changed");
        assertThat(computed).hasValue(1);
    }

    @Test
    void theTimestampIsReadWithoutTheHeaders() {
        AtomicInteger computed = new AtomicInteger();
        ReceiptMessage message =
                new ReceiptMessage(
                        exchange(),
                        new ReceiptMessage.InitialHeaders() {
                            @Override
                            public void putInto(Map<String, Object> headers) {
                                computed.incrementAndGet();
                            }

                            @Override
                            public Object get(String name) {
                                return name.equals(Exchange.MESSAGE_TIMESTAMP) ? 5L : null;
                            }
                        });

        assertThat(message.getMessageTimestamp()).isEqualTo(5);
        assertThat(computed).hasValue(0);
    }

    private record OnlyId(AtomicInteger computed) implements ReceiptMessage.InitialHeaders {

        @Override
        public void putInto(Map<String, Object> headers) {
            computed.incrementAndGet();
            headers.put(AlicomMnsConstants.MESSAGE_ID, 7L);
        }

        @Override
        public Object get(String name) {
            return name.equals(AlicomMnsConstants.MESSAGE_ID) ? 7L : null;
        }
    }

    @Test
    void aHeaderReadAloneIsThatOfTheMap() {
        filled("1")
                .getHeaders()
                .forEach((name, value) -> assertThat(filled("1").getHeader(name)).isEqualTo(value));
    }

    @Test
    void allHeadersAreThereAtTheFirstLook() {
        Receipt receipt = receipt("1");

        assertThat(filled("1").getHeaders())
                .containsEntry(AlicomMnsConstants.MESSAGE_TYPE, "SmsReport")
                .containsEntry(AlicomMnsConstants.QUEUE_NAME, "queue")
                .containsEntry(AlicomMnsConstants.MESSAGE_ID, "1")
                .containsEntry(AlicomMnsConstants.RECEIPT_HANDLE, "handle-1")
                .containsEntry(AlicomMnsConstants.DEQUEUE_COUNT, 2)
                .containsEntry(AlicomMnsConstants.ENQUEUE_TIME, ENQUEUED)
                .containsEntry(AlicomMnsConstants.PRIORITY, 8)
                .containsEntry(AlicomMnsConstants.RECEIPT_KEY, receipt.key())
                .containsEntry(Exchange.MESSAGE_TIMESTAMP, ENQUEUED.toEpochMilli())
                .containsKeys(
                        AlicomMnsConstants.FIRST_DEQUEUE_TIME,
                        AlicomMnsConstants.NEXT_VISIBLE_TIME);
    }

    @Test
    void eachWayOfLookingSetsThem() {
        assertThat(filled("1").hasHeaders()).isTrue();
        assertThat(filled("1").getHeader("camelALICOMmnsMessageId")).isEqualTo("1");
        assertThat(filled("1").getHeader(AlicomMnsConstants.DEQUEUE_COUNT, String.class))
                .isEqualTo("2");
        assertThat(filled("1").getHeader(AlicomMnsConstants.DEQUEUE_COUNT, 7)).isEqualTo(2);
        assertThat(filled("1").getHeader("absent", () -> "default")).isEqualTo("default");
        assertThat(filled("1").getMessageTimestamp()).isEqualTo(ENQUEUED.toEpochMilli());
    }

    @Test
    void aStepThatChangesOneHeaderFirstKeepsTheOthers() {
        Message set = filled("1");
        set.setHeader("added", "value");
        Message put = filled("2");
        put.getHeaders().put("added", "value");
        Message removed = filled("3");
        Object id = removed.removeHeader(AlicomMnsConstants.MESSAGE_ID);

        assertThat(set.getHeaders()).containsKeys("added", AlicomMnsConstants.RECEIPT_KEY);
        assertThat(put.getHeaders()).containsKeys("added", AlicomMnsConstants.RECEIPT_KEY);
        assertThat(id).isEqualTo("3");
        assertThat(removed.getHeaders())
                .doesNotContainKey(AlicomMnsConstants.MESSAGE_ID)
                .containsKey(AlicomMnsConstants.RECEIPT_KEY);
    }

    @Test
    void headersThatWereRemovedOrReplacedStayAway() {
        Message all = filled("1");
        all.removeHeaders("*");
        Message some = filled("1");
        some.removeHeaders("CamelAlicomMns*", AlicomMnsConstants.QUEUE_NAME);
        Message replaced = filled("1");
        replaced.setHeaders(Map.of("only", "one"));

        assertThat(all.hasHeaders()).isFalse();
        assertThat(some.getHeaders())
                .containsOnlyKeys(AlicomMnsConstants.QUEUE_NAME, Exchange.MESSAGE_TIMESTAMP);
        assertThat(replaced.getHeaders()).containsOnlyKeys("only");
    }

    /** As a wire tap or a multicast makes it. */
    @Test
    void aCopyHasAllHeadersAndIsIndependent() {
        Exchange original = exchange();
        mapper.fill(original, message("1"), receipt("1"));

        Exchange copy = original.copy();
        copy.getIn().setHeader(AlicomMnsConstants.MESSAGE_ID, "changed");

        assertThat(copy.getIn()).isNotInstanceOf(ReceiptMessage.class);
        assertThat(copy.getIn().getBody()).isEqualTo(receipt("1"));
        assertThat(copy.getIn().getHeaders()).containsKey(AlicomMnsConstants.RECEIPT_KEY);
        assertThat(original.getIn().getHeader(AlicomMnsConstants.MESSAGE_ID)).isEqualTo("1");
    }

    @Test
    void theKeyIsThatOfTheReceiptWhateverTheBodyIsNow() {
        Message message = filled("1");
        message.setBody(null);

        assertThat(message.getHeader(AlicomMnsConstants.RECEIPT_KEY)).isEqualTo(receipt("1").key());
    }

    @Test
    void theHeadersTravelWithASerializedExchange() {
        Exchange sent = exchange();
        mapper.fill(sent, message("1"), receipt("1"));
        Exchange arrived = exchange();

        DefaultExchangeHolder.unmarshal(arrived, DefaultExchangeHolder.marshal(sent));

        assertThat(arrived.getIn().getHeaders())
                .containsEntry(AlicomMnsConstants.RECEIPT_KEY, receipt("1").key())
                .containsEntry(AlicomMnsConstants.DEQUEUE_COUNT, 2);
    }

    @Test
    void aPooledExchangeHasTheHeadersOfItsPresentMessage() {
        DefaultPooledExchange pooled = new DefaultPooledExchange(camel);
        mapper.fill(pooled, message("1"), receipt("1"));
        assertThat(pooled.getIn().getHeader(AlicomMnsConstants.MESSAGE_ID)).isEqualTo("1");
        Message first = pooled.getIn();

        pooled.done();
        pooled.reset(System.currentTimeMillis());
        mapper.fill(pooled, message("2"), receipt("2"));

        assertThat(pooled.getIn().getHeader(AlicomMnsConstants.MESSAGE_ID)).isEqualTo("2");
        assertThat(pooled.getIn().getHeader(AlicomMnsConstants.RECEIPT_KEY))
                .isEqualTo(receipt("2").key());
        assertThat(first.getBody()).isNull();
        assertThat(first.hasHeaders()).isFalse();
    }

    @Test
    void aPooledExchangeThatIsDoneKeepsNoHeaderThatNoStepRead() {
        DefaultPooledExchange pooled = new DefaultPooledExchange(camel);
        mapper.fill(pooled, message("1"), receipt("1"));

        pooled.done();

        assertThat(pooled.getIn().hasHeaders()).isFalse();
    }

    @Test
    void anInvalidReceiptHasTheHeadersOfTheMessageAndNoKey() {
        Exchange failed = exchange();
        mapper.fillInvalid(
                failed,
                message("1"),
                new InvalidReceiptException(InvalidReceiptException.Reason.NOT_JSON, "text"));

        assertThat(failed.getIn().getBody()).isEqualTo("text");
        assertThat(failed.getIn().getHeaders())
                .containsEntry(AlicomMnsConstants.MESSAGE_ID, "1")
                .doesNotContainKey(AlicomMnsConstants.RECEIPT_KEY);
    }

    private Message filled(String id) {
        Exchange exchange = exchange();
        mapper.fill(exchange, message(id), receipt(id));
        return exchange.getIn();
    }

    private Exchange exchange() {
        return new DefaultExchange(camel);
    }

    private static Receipt receipt(String id) {
        return new SmsReport("13900000000", null, null, true, "DELIVERED", null, 1, id, null);
    }

    private static ReceivedMessage message(String id) {
        return new ReceivedMessage(
                id,
                "handle-" + id,
                "e30=",
                null,
                ENQUEUED,
                ENQUEUED.plusSeconds(1),
                ENQUEUED.plusSeconds(31),
                2,
                8,
                Duration.ofSeconds(30));
    }
}
