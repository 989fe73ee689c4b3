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
 * Settles deliveries when the unit of work ends, also after a handover to another exchange. It
 * keeps the deliveries itself, so that a route may change headers and body.
 */
public final class SettleOnCompletion extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(SettleOnCompletion.class);

    private final String queueName;
    private final List<Delivery> deliveries;
    private final ExceptionHandler exceptionHandler;
    private volatile boolean taken;

    /** The destination of the handover; null if there was none. */
    private volatile String handedOverTo;

    /** Whether the first unit of work of the exchange has ended, with or without a handover. */
    private volatile boolean exchangeEnded;

    private volatile Error thrown;

    private SettleOnCompletion(
            String queueName, List<Delivery> deliveries, ExceptionHandler exceptionHandler) {
        this.queueName = queueName;
        this.deliveries = deliveries;
        this.exceptionHandler = exceptionHandler;
    }

    /** Settles these deliveries when the unit of work of this exchange ends. */
    public static SettleOnCompletion join(
            Exchange exchange,
            String queueName,
            List<Delivery> deliveries,
            ExceptionHandler exceptionHandler) {
        SettleOnCompletion settlement =
                new SettleOnCompletion(queueName, deliveries, exceptionHandler);
        exchange.getExchangeExtension().addOnCompletion(settlement);
        exchange.getExchangeExtension().addOnCompletion(new RefusedHandover(settlement));
        return settlement;
    }

    /**
     * The route is done with the exchange. If the context is forced to stop, Camel rejects it
     * before a unit of work begins. After the end of its unit of work the exchange may be reused.
     */
    void routed(Exchange exchange) {
        exchangeEnded = true;
        if (!taken) {
            onFailure(exchange);
        }
    }

    boolean isExchangeEnded() {
        return exchangeEnded;
    }

    /** The route threw this error; a completed exchange then counts as failed. */
    void thrown(Error error) {
        thrown = error;
    }

    @Override
    public void beforeHandover(Exchange target) {
        taken = true;
        handedOverTo = target.getProperty(ExchangePropertyKey.TO_ENDPOINT, String.class);
    }

    @Override
    public void onComplete(Exchange exchange) {
        taken = true;
        if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
            abandon(
                    exchange,
                    new RollbackExchangeException(
                            "ALICOM-328 The exchange is marked rollback-only", exchange));
        } else if (thrown != null) {
            // for example a splitter that continues after a part has failed
            abandon(
                    exchange,
                    new CamelExecutionException("ALICOM-330 The route failed", exchange, thrown));
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
                        : new RollbackExchangeException(
                                "ALICOM-329 The exchange failed", exchange));
    }

    private void abandon(Exchange exchange, Exception cause) {
        deliveries.forEach(delivery -> delivery.finish(Outcome.ABANDONED));
        try {
            exceptionHandler.handleException(
                    "ALICOM-326 Error processing receipt from queue "
                            + queueName
                            + "; MNS redelivers it unless the route handles the failure",
                    exchange,
                    cause);
        } catch (RuntimeException | Error e) {
            // must not prevent Camel from ending the exchange
            LOG.error(
                    "ALICOM-327 The exception handler of queue {} failed; the message is left for"
                            + " redelivery. Fix the handler; it was given: {}",
                    queueName,
                    cause.getMessage(),
                    e);
        }
    }

    /** Whether the route's error handler has handled the failure. */
    private static boolean isHandled(Exchange exchange) {
        ExchangeExtension extension = exchange.getExchangeExtension();
        return extension.isErrorHandlerHandledSet() && extension.isErrorHandlerHandled();
    }

    /**
     * Stays with the exchange after a handover, in case that fails: {@code seda} hands over before
     * it detects a full queue, and drops the exchange that would have settled the message. Then the
     * failed exchange settles it, as without a handover.
     */
    private static final class RefusedHandover extends SynchronizationAdapter {

        private static final String SEDA = "org.apache.camel.component.seda.";

        private final SettleOnCompletion settlement;
        private final AtomicInteger handovers = new AtomicInteger();

        RefusedHandover(SettleOnCompletion settlement) {
            this.settlement = settlement;
        }

        /** Called at each handover. */
        @Override
        public boolean allowHandover() {
            handovers.incrementAndGet();
            return false;
        }

        @Override
        public void onComplete(Exchange exchange) {
            settlement.exchangeEnded = true;
            Object cause = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT);
            if (isRefusal(cause)
                    && (isTheOnlyOne(cause) || isHandled(exchange) && isThere(exchange))) {
                settlement.onComplete(exchange);
            }
        }

        @Override
        public void onFailure(Exchange exchange) {
            settlement.exchangeEnded = true;
            Object cause = exchange.getException();
            if (isRefusal(cause) && (isTheOnlyOne(cause) || isThere(exchange))) {
                settlement.onFailure(exchange);
            }
        }

        /**
         * There was one handover, and the failure is that of seda, even if the route changed it.
         */
        private boolean isTheOnlyOne(Object cause) {
            return handovers.get() == 1
                    && Arrays.stream(((Throwable) cause).getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith(SEDA));
        }

        /** The exchange failed at the destination of the handover. */
        private boolean isThere(Exchange exchange) {
            String destination = settlement.handedOverTo;
            return destination != null && destination.equals(failedAt(exchange));
        }

        /** By the messages of the JDK's queues, and of seda after its {@code offerTimeout}. */
        private static boolean isRefusal(Object cause) {
            String message =
                    cause instanceof IllegalStateException failure
                            ? String.valueOf(failure.getMessage())
                            : "";
            return message.equals("Queue full")
                    || message.startsWith("Fails to insert element into queue");
        }

        /** Without an error handler, Camel does not set the failure endpoint. */
        private static String failedAt(Exchange exchange) {
            String recorded =
                    exchange.getProperty(ExchangePropertyKey.FAILURE_ENDPOINT, String.class);
            return recorded != null
                    ? recorded
                    : exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT, String.class);
        }
    }
}
