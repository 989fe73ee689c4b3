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

import java.util.List;
import java.util.Optional;

import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.SynchronizationAdapter;

import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.consumer.Outcome;

/**
 * The delivery that an exchange was enriched with last, which is settled at the end of that
 * exchange.
 *
 * <p>If the aggregation fails, Camel's error handler may redeliver the step, which polls again. The
 * exchange is then given the same delivery: with another one it would complete, and so delete a
 * receipt that no step has seen.
 */
public final class Enrichment {

    private static final String LAST = "CamelAlicomMnsLastPolled";

    private final String endpointUri;
    private final Delivery delivery;
    private final Synchronization settlement;

    /** Handed over to the enriched exchange by Camel, but only after a successful aggregation. */
    private final Synchronization aggregated = new SynchronizationAdapter();

    /** The value of Camel's redelivery counter at the last poll; a redelivery increases it. */
    private int attempt;

    /** The failure of an invalid receipt; null for a valid one. */
    private Exception invalid;

    private Enrichment(String endpointUri, Delivery delivery, Synchronization settlement) {
        this.endpointUri = endpointUri;
        this.delivery = delivery;
        this.settlement = settlement;
    }

    /** The delivery that a failed attempt of this step has polled from the same endpoint. */
    public static Optional<Delivery> ofFailedAttempt(Exchange enriched, String endpointUri) {
        Enrichment last = enriched == null ? null : last(enriched);
        if (last == null) {
            return Optional.empty();
        }
        if (!last.hasFailed(enriched)) {
            // the next redelivery is that of a later step, which polls now
            enriched.removeProperty(LAST);
            return Optional.empty();
        }
        if (!last.endpointUri.equals(endpointUri)) {
            last.delivery.finish(Outcome.ABANDONED);
            return Optional.empty();
        }
        return Optional.of(last.delivery);
    }

    /**
     * The settlement joins the unit of work of the enriched exchange before the aggregation, since
     * Camel hands it over only after a successful one, and not for an invalid receipt.
     */
    public static void join(
            Exchange enriched,
            Exchange polled,
            Delivery delivery,
            String endpointUri,
            String queueName,
            ExceptionHandler exceptionHandler) {
        Enrichment last = last(enriched);
        if (last == null || last.delivery != delivery) {
            last =
                    new Enrichment(
                            endpointUri,
                            delivery,
                            SettleOnCompletion.join(
                                    enriched, queueName, List.of(delivery), exceptionHandler));
            enriched.setProperty(LAST, last);
        }
        last.attempt = attempt(enriched);
        last.invalid = polled.getException();
        polled.getExchangeExtension().addOnCompletion(last.aggregated);
        if (polled.isFailed() && last.attempt > 0) {
            // Camel replaces all headers then, and counts its redeliveries by this one
            polled.getMessage().setHeader(Exchange.REDELIVERY_COUNTER, last.attempt);
        }
    }

    private static Enrichment last(Exchange enriched) {
        return enriched.getProperty(LAST, Enrichment.class);
    }

    private boolean hasFailed(Exchange enriched) {
        return attempt(enriched) > attempt
                // a later step that is redelivered increases the counter as well
                && isFailureOfThisStep(enriched.getProperty(Exchange.EXCEPTION_CAUGHT))
                // a copy of the exchange has the property as well
                && enriched.getExchangeExtension().containsOnCompletion(settlement)
                && !enriched.getExchangeExtension().containsOnCompletion(aggregated);
    }

    /** Camel wraps what an aggregation throws, and copies the exception of a failed poll. */
    private boolean isFailureOfThisStep(Object caught) {
        return caught != null
                // not a subclass, such as the one for an answer that does not come in time
                && (caught == invalid || caught.getClass() == CamelExchangeException.class);
    }

    private static int attempt(Exchange enriched) {
        Integer counter = enriched.getIn().getHeader(Exchange.REDELIVERY_COUNTER, Integer.class);
        return counter == null ? 0 : counter;
    }
}
