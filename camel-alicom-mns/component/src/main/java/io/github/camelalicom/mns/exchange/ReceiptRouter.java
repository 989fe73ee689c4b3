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

import org.apache.camel.Channel;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultConsumer;

import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.DeliveryHandler;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.Receipt;

/** Creates an exchange for each message, or for each batch, and processes it by the route. */
public final class ReceiptRouter implements DeliveryHandler {

    private final DefaultConsumer consumer;
    private final boolean batching;
    private final ReceiptMapper messages;

    public ReceiptRouter(DefaultConsumer consumer, boolean batching, ReceiptMapper messages) {
        this.consumer = consumer;
        this.batching = batching;
        this.messages = messages;
    }

    /** There is one delivery without batching. Each invalid receipt is an exchange of its own. */
    @Override
    public void handle(List<Delivery> deliveries) {
        List<Delivery> good = new ArrayList<>(deliveries.size());
        List<Receipt> receipts = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            try {
                receipts.add(messages.read(delivery.message()));
                good.add(delivery);
            } catch (InvalidReceiptException e) {
                reject(delivery, e);
            }
        }
        if (batching && !good.isEmpty()) {
            route(good, receipts);
        } else if (!good.isEmpty()) {
            route(good.get(0), receipts.get(0));
        }
    }

    private void route(Delivery delivery, Receipt receipt) {
        Exchange exchange = consumer.createExchange(true);
        messages.fill(exchange, delivery.message(), receipt);
        process(exchange, List.of(delivery));
    }

    private void route(List<Delivery> deliveries, List<Receipt> receipts) {
        Exchange exchange = consumer.createExchange(true);
        messages.fill(exchange, deliveries, receipts);
        process(exchange, deliveries);
    }

    private void reject(Delivery delivery, InvalidReceiptException e) {
        Exchange exchange = consumer.createExchange(true);
        messages.fillInvalid(exchange, delivery.message(), e);
        markFailed(exchange, e);
        process(exchange, List.of(delivery));
    }

    /** Returns when the route frees this thread; an asynchronous exchange may continue. */
    private void process(Exchange exchange, List<Delivery> deliveries) {
        SettleOnCompletion settlement =
                SettleOnCompletion.join(
                        exchange, messages.queueName(), deliveries, consumer.getExceptionHandler());
        if (exchange.getException() != null && !hasErrorHandler()) {
            settlement.onFailure(exchange);
            return;
        }
        try {
            consumer.getAsyncProcessor().process(exchange, doneSync -> settlement.routed(exchange));
        } catch (Error e) {
            new RouteError(consumer, exchange, settlement).end(e);
        }
    }

    /**
     * With {@code noErrorHandler()}, Camel would process the failed exchange by the route's steps.
     */
    private boolean hasErrorHandler() {
        Route route = consumer.getRoute();
        Navigate<Processor> steps = route == null ? null : route.navigate();
        return steps == null
                || !steps.hasNext()
                || steps.next().stream().noneMatch(ReceiptRouter::isUnguarded);
    }

    /** By the name of the class, which is not part of Camel's API. */
    private static boolean isUnguarded(Processor step) {
        return step instanceof Channel channel
                && channel.getErrorHandler() != null
                && "NoErrorHandler".equals(channel.getErrorHandler().getClass().getSimpleName());
    }

    /**
     * Marks the exchange as failed, as Camel's bridge error handler does: the route's error handler
     * handles it immediately, and no step processes the invalid body.
     */
    private static void markFailed(Exchange exchange, Exception e) {
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, e);
        exchange.setProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, true);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
    }
}
