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

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Stays with the exchange when its settlement is handed over, for the case that nobody takes that
 * on: {@code seda} hands over before it finds its queue full, and the exchange that was to settle
 * the message is dropped. The failed one settles it then, as if nothing had been handed over.
 */
final class RefusedHandover extends SynchronizationAdapter {

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
                && (isTheOnlyOne(cause)
                        || SettleOnCompletion.isHandled(exchange) && isThere(exchange))) {
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

    /** In the words of the JDK's queues, and of seda's when its {@code offerTimeout} is over. */
    private static boolean isRefusal(Object cause) {
        String words =
                cause instanceof IllegalStateException failure
                        ? String.valueOf(failure.getMessage())
                        : "";
        return words.equals("Queue full") || words.startsWith("Fails to insert element into queue");
    }

    /** Without an error handler nobody notes it. */
    private static String failedAt(Exchange exchange) {
        String noted = exchange.getProperty(ExchangePropertyKey.FAILURE_ENDPOINT, String.class);
        return noted != null
                ? noted
                : exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT, String.class);
    }
}
