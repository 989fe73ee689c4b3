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

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.decorators.AbstractMessagingSpanDecorator;

/**
 * Names spans after the queue and adds the message ID, as Camel's tracing does for its own
 * components. Loaded only by Camel's tracing, as a service.
 */
public class AlicomMnsSpanDecorator extends AbstractMessagingSpanDecorator {

    @Override
    public String getComponent() {
        return "alicom-mns";
    }

    @Override
    public String getComponentClassName() {
        return AlicomMnsComponent.class.getName();
    }

    @Override
    protected String getDestination(Exchange exchange, Endpoint endpoint) {
        String queueName =
                endpoint instanceof AlicomMnsEndpoint ours
                        ? ours.getConfiguration().getQueueName()
                        : null;
        return queueName == null ? super.getDestination(exchange, endpoint) : queueName;
    }

    /** Null for a batch, whose header is a list of IDs. */
    @Override
    protected String getMessageId(Exchange exchange) {
        Object id = exchange.getIn().getHeader(AlicomMnsConstants.MESSAGE_ID);
        return id instanceof String one ? one : null;
    }
}
