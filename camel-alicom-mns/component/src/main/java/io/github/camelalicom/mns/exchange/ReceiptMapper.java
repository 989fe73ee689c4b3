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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Exchange;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.InvalidReceiptException.Reason;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptBody;
import io.github.camelalicom.mns.receipt.ReceiptList;
import io.github.camelalicom.mns.receipt.ReceiptParser;

/**
 * Reads receipts from messages and sets them as body, with the properties of the messages as
 * headers. A batch has lists of values in the headers.
 */
public final class ReceiptMapper {

    private static final Map<String, Function<ReceivedMessage, Object>> OF_MESSAGE =
            Map.of(
                    AlicomMnsConstants.MESSAGE_ID, ReceivedMessage::messageId,
                    AlicomMnsConstants.RECEIPT_HANDLE, ReceivedMessage::receiptHandle,
                    AlicomMnsConstants.DEQUEUE_COUNT, ReceivedMessage::dequeueCount,
                    AlicomMnsConstants.ENQUEUE_TIME, ReceivedMessage::enqueueTime,
                    AlicomMnsConstants.FIRST_DEQUEUE_TIME, ReceivedMessage::firstDequeueTime,
                    AlicomMnsConstants.NEXT_VISIBLE_TIME, ReceivedMessage::nextVisibleTime,
                    AlicomMnsConstants.PRIORITY, ReceivedMessage::priority);

    private final String messageType;
    private final String queueName;
    private final boolean verifyBodyDigest;
    private final ReceiptParser parser;

    public ReceiptMapper(
            String messageType, String queueName, boolean verifyBodyDigest, ReceiptParser parser) {
        this.messageType = messageType;
        this.queueName = queueName;
        this.verifyBodyDigest = verifyBodyDigest;
        this.parser = parser;
    }

    public String queueName() {
        return queueName;
    }

    /**
     * @throws InvalidReceiptException if the message contains no valid receipt
     */
    public Receipt read(ReceivedMessage message) {
        if (message.defect() != null) {
            throw InvalidReceiptException.unreadableEntry(message.defect(), message.body());
        }
        if (verifyBodyDigest && !ReceiptBody.matchesDigest(message.body(), message.bodyMd5())) {
            throw new InvalidReceiptException(Reason.WRONG_DIGEST, message.body());
        }
        return parser.parse(messageType, message.body());
    }

    public void fill(Exchange exchange, ReceivedMessage message, Receipt receipt) {
        set(exchange, receipt, new HeadersOfOne(message, receipt));
    }

    void fill(Exchange exchange, List<Delivery> deliveries, List<Receipt> receipts) {
        List<ReceivedMessage> messages = deliveries.stream().map(Delivery::message).toList();
        ReceiptList body = ReceiptList.copyOf(receipts);
        set(exchange, body, headers -> putBatch(headers, messages, receipts));
    }

    /** The exchange has failed before it begins; its body is the text of the invalid receipt. */
    public void fillInvalid(Exchange exchange, ReceivedMessage message, InvalidReceiptException e) {
        set(exchange, e.getRawText(), headers -> put(headers, message));
        exchange.setException(e);
    }

    private static void set(
            Exchange exchange, Object body, ReceiptMessage.InitialHeaders initialHeaders) {
        ReceiptMessage in = new ReceiptMessage(exchange, initialHeaders);
        in.setBody(body);
        exchange.setIn(in);
    }

    private final class HeadersOfOne implements ReceiptMessage.InitialHeaders {

        private final ReceivedMessage message;
        private final Receipt receipt;

        HeadersOfOne(ReceivedMessage message, Receipt receipt) {
            this.message = message;
            this.receipt = receipt;
        }

        @Override
        public void putInto(Map<String, Object> headers) {
            put(headers, message);
            headers.put(AlicomMnsConstants.RECEIPT_KEY, receipt.key());
        }

        @Override
        public Object get(String name) {
            return switch (name) {
                case AlicomMnsConstants.RECEIPT_KEY -> receipt.key();
                case AlicomMnsConstants.MESSAGE_TIMESTAMP -> timestamp(message);
                default -> {
                    Function<ReceivedMessage, Object> value = OF_MESSAGE.get(name);
                    yield value == null ? null : value.apply(message);
                }
            };
        }
    }

    private void put(Map<String, Object> headers, ReceivedMessage message) {
        putCommon(headers, message);
        OF_MESSAGE.forEach((name, value) -> headers.put(name, value.apply(message)));
    }

    /** Message type and queue are the same for all; the other headers are lists. */
    private void putBatch(
            Map<String, Object> headers, List<ReceivedMessage> messages, List<Receipt> receipts) {
        putCommon(headers, messages.get(0));
        OF_MESSAGE.forEach((name, value) -> headers.put(name, list(messages, value)));
        headers.put(AlicomMnsConstants.RECEIPT_KEY, list(receipts, Receipt::key));
    }

    private void putCommon(Map<String, Object> headers, ReceivedMessage first) {
        headers.put(AlicomMnsConstants.MESSAGE_TYPE, messageType);
        headers.put(AlicomMnsConstants.QUEUE_NAME, queueName);
        Long timestamp = timestamp(first);
        if (timestamp != null) {
            headers.put(AlicomMnsConstants.MESSAGE_TIMESTAMP, timestamp);
        }
    }

    private static Long timestamp(ReceivedMessage message) {
        return message.enqueueTime() == null ? null : message.enqueueTime().toEpochMilli();
    }

    /** The list may contain nulls, since not every message has every value. */
    private static <T> List<Object> list(List<T> items, Function<T, ?> value) {
        List<Object> values = new ArrayList<>(items.size());
        items.forEach(item -> values.add(value.apply(item)));
        return values;
    }
}
