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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.apache.camel.Message;

import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.receipt.Receipt;

/** Tells in headers where receipts come from: values for one, lists of values for a batch. */
final class ReceiptHeaders {

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

    ReceiptHeaders(String messageType, String queueName) {
        this.messageType = messageType;
        this.queueName = queueName;
    }

    void set(Message in, ReceivedMessage message) {
        setCommon(in, message);
        OF_MESSAGE.forEach((name, value) -> in.setHeader(name, value.apply(message)));
    }

    void setKey(Message in, Receipt receipt) {
        in.setHeader(AlicomMnsConstants.RECEIPT_KEY, receipt.key());
    }

    /** Message type and queue are the same for all; the other values come as lists. */
    void setBatch(Message in, List<ReceivedMessage> messages, List<Receipt> receipts) {
        setCommon(in, messages.get(0));
        OF_MESSAGE.forEach((name, value) -> in.setHeader(name, list(messages, value)));
        in.setHeader(AlicomMnsConstants.RECEIPT_KEY, list(receipts, Receipt::key));
    }

    private void setCommon(Message in, ReceivedMessage first) {
        in.setHeader(AlicomMnsConstants.MESSAGE_TYPE, messageType);
        in.setHeader(AlicomMnsConstants.QUEUE_NAME, queueName);
        if (first.enqueueTime() != null) {
            in.setHeader(AlicomMnsConstants.MESSAGE_TIMESTAMP, first.enqueueTime().toEpochMilli());
        }
    }

    /** A list that may hold nulls: not every message has every value. */
    private static <T> List<Object> list(List<T> items, Function<T, ?> value) {
        List<Object> values = new ArrayList<>(items.size());
        items.forEach(item -> values.add(value.apply(item)));
        return values;
    }
}
