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
 * Ends an exchange whose route threw an {@code Error}, such as a stack overflow in a step. Camel
 * does not catch it: the remaining tasks of the exchange stay in the queue of the thread, and would
 * run during the next exchange of that thread, without the exception.
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
     * Fails the exchange with the error, so that the route's error handler gets it and the
     * remaining tasks end the exchange. The error handler may throw the next error.
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

    /** Scheduling another task makes the thread run all queued tasks. */
    private Error drain() {
        try {
            reactive.schedule(NOTHING);
            return null;
        } catch (Error e) {
            return e;
        }
    }

    /** No task was left to end the exchange, and Camel would wait for it at the next stop. */
    private void endUnitOfWork(Error thrown) {
        exchange.setException(thrown);
        if (exchange instanceof PooledExchange pooled) {
            // not reused, since a step may still refer to it
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
