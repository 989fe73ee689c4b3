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

import org.apache.camel.Exchange;
import org.apache.camel.PooledExchange;
import org.apache.camel.spi.ReactiveExecutor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Ends an exchange whose route threw an error of the virtual machine, such as a stack overflow in a
 * step. Camel lets it pass: the steps that were to follow stay behind in the thread's queue, and
 * would run on amid the next exchange of the thread, and without the exception.
 */
final class RouteError {

    private static final Runnable NOTHING = () -> {};

    private final DefaultConsumer consumer;
    private final Exchange exchange;
    private final SettleOnCompletion settlement;
    private final ReactiveExecutor reactive;

    RouteError(DefaultConsumer consumer, Exchange exchange, SettleOnCompletion settlement) {
        this.consumer = consumer;
        this.exchange = exchange;
        this.settlement = settlement;
        this.reactive = exchange.getContext().getCamelContextExtension().getReactiveExecutor();
    }

    /**
     * Lets the exchange fail with the error, so that the route's error handler gets it, and what
     * stayed behind ends the exchange. The error handler may throw the next error.
     */
    void end(Error thrown) {
        settlement.thrown(thrown);
        Error next = thrown;
        while (next != null) {
            if (!settlement.isExchangeEnded()) {
                exchange.setException(next);
            }
            next = drain();
        }
        if (!settlement.isExchangeEnded()) {
            endUnitOfWork(thrown);
        }
    }

    /**
     * Another task makes the thread run all that is queued, which asking for one by one does not.
     */
    private Error drain() {
        try {
            reactive.schedule(NOTHING);
            return null;
        } catch (Error e) {
            return e;
        }
    }

    /**
     * Nothing stayed behind that could end it. Camel would wait for the exchange at the next stop.
     */
    private void endUnitOfWork(Error thrown) {
        exchange.setException(thrown);
        if (exchange instanceof PooledExchange pooled) {
            // not used again: a step may still have it in its hands
            pooled.setAutoRelease(false);
        }
        if (exchange.getUnitOfWork() != null) {
            consumer.doneUoW(exchange);
            removeFromRoute();
        }
        settlement.routed(exchange);
    }

    private void removeFromRoute() {
        if (consumer.getRouteId() != null) {
            exchange.getContext().getInflightRepository().remove(exchange, consumer.getRouteId());
        }
    }
}
