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

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.SynchronizationAdapter;

import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.Outcome;

/**
 * Ends deliveries when the unit of work ends, wherever it was handed over to. It holds them itself:
 * what the route does to headers and body is of no matter.
 */
final class Settlement extends SynchronizationAdapter {

    private final List<Delivery> deliveries;
    private final ExceptionHandler exceptionHandler;
    private volatile boolean taken;
    private volatile String handedOverTo;

    private Settlement(List<Delivery> deliveries, ExceptionHandler exceptionHandler) {
        this.deliveries = deliveries;
        this.exceptionHandler = exceptionHandler;
    }

    /** Ends these deliveries when the unit of work of this exchange ends. */
    static Settlement join(
            Exchange exchange, List<Delivery> deliveries, ExceptionHandler exceptionHandler) {
        Settlement settlement = new Settlement(deliveries, exceptionHandler);
        exchange.getExchangeExtension().addOnCompletion(settlement);
        exchange.getExchangeExtension().addOnCompletion(new RefusedHandover(settlement));
        return settlement;
    }

    /** Whether a unit of work has ended it, or has handed it over to another. */
    boolean isTaken() {
        return taken;
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
        exceptionHandler.handleException(
                "Error processing receipt, which is left for redelivery", exchange, cause);
    }
}
