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

import org.apache.camel.CamelContext;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.LoggingLevel;
import org.apache.camel.support.LoggingExceptionHandler;

/**
 * The default exception handler of a consumer. The route's error handler logs the stack trace of a
 * failure that it does not handle, so that this one logs the same failure in one line.
 */
public final class ReceiptExceptionHandler extends LoggingExceptionHandler {

    public ReceiptExceptionHandler(CamelContext context, Class<?> owner) {
        super(context, owner, LoggingLevel.WARN);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        if (exchange != null && isLogged(exchange)) {
            String line =
                    CamelExchangeException.createExceptionMessage(message, exchange, exception);
            super.handleException(line, null, null);
        } else {
            super.handleException(message, exchange, exception);
        }
    }

    /** Without an error handler ({@code noErrorHandler()}) the failure has not been logged yet. */
    private static boolean isLogged(Exchange exchange) {
        ExchangeExtension extension = exchange.getExchangeExtension();
        return extension.isErrorHandlerHandledSet() && !extension.isErrorHandlerHandled();
    }
}
