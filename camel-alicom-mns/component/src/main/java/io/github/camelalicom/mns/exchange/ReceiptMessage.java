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

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

import static io.github.camelalicom.mns.AlicomMnsConstants.MESSAGE_TIMESTAMP;

/**
 * A message whose headers are set when a step asks for all of them or changes one, similar to those
 * of {@code camel-jms}: most routes read one or none, and the business key is a hash. A copy has
 * all headers set.
 */
final class ReceiptMessage extends DefaultMessage {

    /** The headers as long as no step has changed them. */
    @FunctionalInterface
    interface InitialHeaders {

        void putInto(Map<String, Object> headers);

        /** The value of one header; null if there is none, or only {@link #putInto} has it. */
        default Object get(String name) {
            return null;
        }
    }

    private static final InitialHeaders NONE = headers -> {};

    private InitialHeaders initialHeaders;

    ReceiptMessage(Exchange exchange, InitialHeaders initialHeaders) {
        super(exchange);
        this.initialHeaders = initialHeaders;
    }

    @Override
    public Object getHeader(String name) {
        Object initial = initialHeader(name);
        return initial == null ? super.getHeader(name) : initial;
    }

    /** A value that needs a conversion is left to Camel. */
    @Override
    public <T> T getHeader(String name, Class<T> type) {
        Object initial = initialHeader(name);
        return type.isInstance(initial) ? type.cast(initial) : super.getHeader(name, type);
    }

    @Override
    public long getMessageTimestamp() {
        return initialHeader(MESSAGE_TIMESTAMP) instanceof Long millis
                ? millis
                : super.getMessageTimestamp();
    }

    private Object initialHeader(String name) {
        return hasPopulatedHeaders() ? null : initialHeaders.get(name);
    }

    @Override
    protected boolean isPopulateHeadersSupported() {
        return true;
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> headers) {
        initialHeaders.putInto(headers);
    }

    @Override
    public DefaultMessage newInstance() {
        return new CopiedMessage(getCamelContext());
    }

    /** Called when a pooled exchange is done, which keeps its message: the receipt is released. */
    @Override
    public void reset() {
        super.reset();
        initialHeaders = NONE;
    }
}
