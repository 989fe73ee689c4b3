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

import java.util.Collection;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.support.DefaultMessage;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.Receipt;

/**
 * A copy of the message of a consumer. A splitter makes one for each part of a batch and sets a
 * receipt as its body: the exchange then remembers the receipt, since later steps replace body and
 * message, and the index in the split list is not that in the batch if the route sorts or filters.
 */
final class CopiedMessage extends DefaultMessage {

    CopiedMessage(CamelContext context) {
        super(context);
    }

    @Override
    public DefaultMessage newInstance() {
        return new CopiedMessage(getCamelContext());
    }

    @Override
    public void setBody(Object body) {
        super.setBody(body);
        if (body instanceof Receipt && getExchange() != null && isOfBatch()) {
            remember(getExchange(), body);
        }
    }

    private static void remember(Exchange exchange, Object receipt) {
        Object parentId = exchange.getProperty(ExchangePropertyKey.CORRELATION_ID);
        String property = AlicomMnsConstants.RECEIPT_OF_PART + exchange.getExchangeId();
        // the first is that of the splitter; a step may set a corrected one, with another key
        if (parentId == null || exchange.getProperty(property) != null) {
            return;
        }
        exchange.setProperty(property, receipt);
        // the index is as yet that of the parent, which has one if it is a part itself
        if (exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) == null) {
            exchange.setProperty(AlicomMnsConstants.SPLIT_BATCH + parentId, true);
        }
    }

    private boolean isOfBatch() {
        return getHeader(AlicomMnsConstants.RECEIPT_KEY) instanceof Collection<?>;
    }
}
