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

import java.util.Map;
import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

/**
 * A message whose headers are set at the first access to one of them, as those of {@code camel-jms}
 * are: most routes read none, and the business key is a hash. A copy has all headers set.
 */
final class ReceiptMessage extends DefaultMessage {

    private Consumer<Map<String, Object>> initialHeaders;

    ReceiptMessage(Exchange exchange, Consumer<Map<String, Object>> initialHeaders) {
        super(exchange);
        this.initialHeaders = initialHeaders;
    }

    @Override
    protected boolean isPopulateHeadersSupported() {
        return true;
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> headers) {
        initialHeaders.accept(headers);
    }

    /** Called when a pooled exchange is done, which keeps its message: the receipt is released. */
    @Override
    public void reset() {
        super.reset();
        initialHeaders = headers -> {};
    }
}
