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

import org.apache.camel.Channel;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultConsumer;

import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.DeliveryHandler;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.receipt.BodyDigest;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.InvalidReceiptException.Reason;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptParser;

/** Makes an exchange of each message, and sends it down the route. */
final class ReceiptExchanges implements DeliveryHandler {

    private final DefaultConsumer consumer;
    private final String messageType;
    private final String queueName;
    private final boolean verifyBodyDigest;
    private final ReceiptParser parser;

    ReceiptExchanges(DefaultConsumer consumer, AlicomMnsEndpoint endpoint, ReceiptParser parser) {
        this.consumer = consumer;
        this.messageType = endpoint.getMessageType();
        this.queueName = endpoint.getConfiguration().getQueueName();
        this.verifyBodyDigest = endpoint.getConfiguration().isVerifyBodyDigest();
        this.parser = parser;
    }

    @Override
    public void handle(Delivery delivery) throws Exception {
        Exchange exchange = consumer.createExchange(true);
        setHeaders(exchange.getIn(), delivery.message());
        setBody(exchange, delivery.message());
        Settlement settlement = new Settlement(delivery, consumer.getExceptionHandler());
        exchange.getExchangeExtension().addOnCompletion(settlement);
        if (exchange.getException() == null || hasErrorHandler()) {
            consumer.getProcessor().process(exchange);
        }
        // turned away before any unit of work began, as by a context that is forced to stop
        if (exchange.getExchangeExtension().containsOnCompletion(settlement)) {
            settlement.onFailure(exchange);
        }
    }

    private void setHeaders(Message in, ReceivedMessage message) {
        in.setHeader(AlicomMnsConstants.MESSAGE_ID, message.messageId());
        in.setHeader(AlicomMnsConstants.MESSAGE_TYPE, messageType);
        in.setHeader(AlicomMnsConstants.QUEUE_NAME, queueName);
        in.setHeader(AlicomMnsConstants.RECEIPT_HANDLE, message.receiptHandle());
        in.setHeader(AlicomMnsConstants.DEQUEUE_COUNT, message.dequeueCount());
        in.setHeader(AlicomMnsConstants.ENQUEUE_TIME, message.enqueueTime());
        in.setHeader(AlicomMnsConstants.FIRST_DEQUEUE_TIME, message.firstDequeueTime());
        in.setHeader(AlicomMnsConstants.NEXT_VISIBLE_TIME, message.nextVisibleTime());
        in.setHeader(AlicomMnsConstants.PRIORITY, message.priority());
        if (message.enqueueTime() != null) {
            in.setHeader(
                    AlicomMnsConstants.MESSAGE_TIMESTAMP, message.enqueueTime().toEpochMilli());
        }
    }

    private void setBody(Exchange exchange, ReceivedMessage message) {
        try {
            Receipt receipt = read(message);
            exchange.getIn().setBody(receipt);
            exchange.getIn().setHeader(AlicomMnsConstants.RECEIPT_KEY, receipt.key());
        } catch (InvalidReceiptException e) {
            exchange.getIn().setBody(e.getRawText());
            fail(exchange, e);
        }
    }

    private Receipt read(ReceivedMessage message) {
        if (verifyBodyDigest && !BodyDigest.matches(message.body(), message.bodyMd5())) {
            throw new InvalidReceiptException(Reason.WRONG_DIGEST, message.body());
        }
        return parser.parse(messageType, message.body());
    }

    /** With {@code noErrorHandler()} Camel would run the route's steps on the failed exchange. */
    private boolean hasErrorHandler() {
        Route route = consumer.getRoute();
        Navigate<Processor> steps = route == null ? null : route.navigate();
        return steps == null
                || !steps.hasNext()
                || steps.next().stream().noneMatch(ReceiptExchanges::isUnguarded);
    }

    /** Told by the class's name, since the class is not part of Camel's API. */
    private static boolean isUnguarded(Processor step) {
        return step instanceof Channel channel
                && channel.getErrorHandler() != null
                && "NoErrorHandler".equals(channel.getErrorHandler().getClass().getSimpleName());
    }

    /**
     * The exchange begins as a failed one, in the words that Camel's bridge uses: the route's error
     * handler gets it at once, and does not try its steps on a body that is no receipt.
     */
    private static void fail(Exchange exchange, Exception e) {
        exchange.setException(e);
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, e);
        exchange.setProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, true);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
    }
}
