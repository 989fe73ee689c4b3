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

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Stays with the exchange when its settlement is handed over, for the case that nobody takes that
 * on: {@code seda} hands over before it finds its queue full, and the exchange that was to settle
 * the message is dropped. The failed one settles it then, as if nothing had been handed over.
 */
final class RefusedHandover extends SynchronizationAdapter {

    private final Settlement settlement;

    RefusedHandover(Settlement settlement) {
        this.settlement = settlement;
    }

    @Override
    public boolean allowHandover() {
        return false;
    }

    @Override
    public void onComplete(Exchange exchange) {
        ExchangeExtension extension = exchange.getExchangeExtension();
        boolean handled = extension.isErrorHandlerHandledSet() && extension.isErrorHandlerHandled();
        if (handled
                && isRefusal(
                        exchange, exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT))) {
            settlement.onComplete(exchange);
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        if (isRefusal(exchange, exchange.getException())) {
            settlement.onFailure(exchange);
        }
    }

    private boolean isRefusal(Exchange exchange, Object cause) {
        return cause instanceof IllegalStateException failure
                && isOfAFullQueue(String.valueOf(failure.getMessage()))
                && wasToGoWhereItFailed(exchange);
    }

    /** In the words of the JDK's queues, and of seda's when its {@code offerTimeout} is over. */
    private static boolean isOfAFullQueue(String words) {
        return words.equals("Queue full") || words.startsWith("Fails to insert element into queue");
    }

    private boolean wasToGoWhereItFailed(Exchange exchange) {
        String destination = settlement.handedOverTo();
        return destination != null && destination.equals(failedAt(exchange));
    }

    /** Without an error handler nobody notes it. */
    private static String failedAt(Exchange exchange) {
        String noted = exchange.getProperty(ExchangePropertyKey.FAILURE_ENDPOINT, String.class);
        return noted != null
                ? noted
                : exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT, String.class);
    }
}
