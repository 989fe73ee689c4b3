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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

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
public final class SettleOnCompletion extends SynchronizationAdapter {

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
    public static SettleOnCompletion join(
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
    private void exchangeEnded() {
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
    private String handedOverTo() {
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
    private static boolean isHandled(Exchange exchange) {
        ExchangeExtension extension = exchange.getExchangeExtension();
        return extension.isErrorHandlerHandledSet() && extension.isErrorHandlerHandled();
    }

    /**
     * Stays with the exchange when its settlement is handed over, for the case that nobody takes
     * that on: {@code seda} hands over before it finds its queue full, and the exchange that was to
     * settle the message is dropped. The failed one settles it then, as if nothing had been handed
     * over.
     */
    private static final class RefusedHandover extends SynchronizationAdapter {

        private static final String SEDA = "org.apache.camel.component.seda.";

        private final SettleOnCompletion settlement;
        private final AtomicInteger handOvers = new AtomicInteger();

        RefusedHandover(SettleOnCompletion settlement) {
            this.settlement = settlement;
        }

        /** Asked at each hand-over. */
        @Override
        public boolean allowHandover() {
            handOvers.incrementAndGet();
            return false;
        }

        @Override
        public void onComplete(Exchange exchange) {
            settlement.exchangeEnded();
            Object cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT);
            if (isRefusal(cause)
                    && (isTheOnlyOne(cause) || isHandled(exchange) && isThere(exchange))) {
                settlement.onComplete(exchange);
            }
        }

        @Override
        public void onFailure(Exchange exchange) {
            settlement.exchangeEnded();
            Object cause = exchange.getException();
            if (isRefusal(cause) && (isTheOnlyOne(cause) || isThere(exchange))) {
                settlement.onFailure(exchange);
            }
        }

        /** Whatever the route made of the failure since: it was seda's, and so this hand-over's. */
        private boolean isTheOnlyOne(Object cause) {
            return handOvers.get() == 1
                    && Arrays.stream(((Throwable) cause).getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith(SEDA));
        }

        /** It failed where the settlement had gone. */
        private boolean isThere(Exchange exchange) {
            String destination = settlement.handedOverTo();
            return destination != null && destination.equals(failedAt(exchange));
        }

        /**
         * In the words of the JDK's queues, and of seda's when its {@code offerTimeout} is over.
         */
        private static boolean isRefusal(Object cause) {
            String words =
                    cause instanceof IllegalStateException failure
                            ? String.valueOf(failure.getMessage())
                            : "";
            return words.equals("Queue full")
                    || words.startsWith("Fails to insert element into queue");
        }

        /** Without an error handler nobody notes it. */
        private static String failedAt(Exchange exchange) {
            String noted = exchange.getProperty(ExchangePropertyKey.FAILURE_ENDPOINT, String.class);
            return noted != null
                    ? noted
                    : exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT, String.class);
        }
    }
}
