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

import java.util.List;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.Outcome;

/**
 * Ends deliveries when the unit of work ends, wherever it was handed over to. It holds them itself:
 * what the route does to headers and body is of no matter.
 */
final class SettleOnCompletion extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(SettleOnCompletion.class);

    private final List<Delivery> deliveries;
    private final ExceptionHandler exceptionHandler;
    private volatile boolean taken;
    private volatile String handedOverTo;
    private volatile boolean exchangeEnded;
    private volatile Error thrown;

    private SettleOnCompletion(List<Delivery> deliveries, ExceptionHandler exceptionHandler) {
        this.deliveries = deliveries;
        this.exceptionHandler = exceptionHandler;
    }

    /** Ends these deliveries when the unit of work of this exchange ends. */
    static SettleOnCompletion join(
            Exchange exchange, List<Delivery> deliveries, ExceptionHandler exceptionHandler) {
        SettleOnCompletion settlement = new SettleOnCompletion(deliveries, exceptionHandler);
        exchange.getExchangeExtension().addOnCompletion(settlement);
        exchange.getExchangeExtension().addOnCompletion(new RefusedHandover(settlement));
        return settlement;
    }

    /**
     * The route is done with the exchange. A context that is forced to stop turns it away before
     * any unit of work begins. Once one has ended the exchange may be pooled and at work elsewhere.
     */
    void routed(Exchange exchange) {
        exchangeEnded = true;
        if (!taken) {
            onFailure(exchange);
        }
    }

    /**
     * The unit of work that the exchange began with has ended, whether this was handed over or not.
     */
    void exchangeEnded() {
        exchangeEnded = true;
    }

    boolean isExchangeEnded() {
        return exchangeEnded;
    }

    /**
     * The route threw this error: the exchange does not count as completed unless it is handled.
     */
    void thrown(Error error) {
        thrown = error;
    }

    @Override
    public void beforeHandover(Exchange target) {
        taken = true;
        handedOverTo = target.getProperty(ExchangePropertyKey.TO_ENDPOINT, String.class);
    }

    /** Where the exchange was on its way to that it was handed over to; null when there is none. */
    String handedOverTo() {
        return handedOverTo;
    }

    @Override
    public void onComplete(Exchange exchange) {
        taken = true;
        if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
            abandon(
                    exchange,
                    new RollbackExchangeException(
                            "The exchange is marked rollback-only", exchange));
        } else if (thrown != null) {
            // such as a splitter that goes on after a part of the message failed
            abandon(exchange, new CamelExecutionException("The route failed", exchange, thrown));
        } else {
            deliveries.forEach(delivery -> delivery.finish(Outcome.COMPLETED));
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        taken = true;
        Exception cause = exchange.getException();
        abandon(
                exchange,
                cause != null
                        ? cause
                        : new RollbackExchangeException("The exchange failed", exchange));
    }

    private void abandon(Exchange exchange, Exception cause) {
        deliveries.forEach(delivery -> delivery.finish(Outcome.ABANDONED));
        try {
            exceptionHandler.handleException(
                    "Error processing receipt, which is left for redelivery", exchange, cause);
        } catch (RuntimeException | Error e) {
            // it must not keep Camel from ending the exchange
            LOG.error("The exception handler failed on: {}", cause.getMessage(), e);
        }
    }

    /** Whether the route's error handler has dealt with the failure. */
    static boolean isHandled(Exchange exchange) {
        ExchangeExtension extension = exchange.getExchangeExtension();
        return extension.isErrorHandlerHandledSet() && extension.isErrorHandlerHandled();
    }
}
