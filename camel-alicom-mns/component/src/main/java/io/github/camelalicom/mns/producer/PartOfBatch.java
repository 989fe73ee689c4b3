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
package io.github.camelalicom.mns.producer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.support.MessageHelper;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.Receipt;

/** A message that may be a part of a batch that was split, and the receipt that it is about. */
final class PartOfBatch {

    private final Message message;
    private final Exchange exchange;

    PartOfBatch(Message message) {
        this.message = message;
        this.exchange = message.getExchange();
    }

    /**
     * The batch may have the index of a part after the split, but correlates with itself, or with
     * the exchange that handed it over.
     */
    boolean isSplit() {
        String id = exchange.getExchangeId();
        return exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) != null
                && !id.equals(parentId())
                && !isSplitBatch(id)
                && !isHandedOverAfterSplit(id);
    }

    private boolean isSplitBatch(String exchangeId) {
        return exchange.getProperty(AlicomMnsConstants.SPLIT_BATCH + exchangeId) != null;
    }

    /** A copy of the batch correlates with the batch, as its parts do, and has no receipt. */
    private boolean isHandedOverAfterSplit(String id) {
        return isSplitBatch(parentId()) && remembered(id) == null;
    }

    /** The first of these keys that is the key of its receipt. */
    Optional<String> keyAmong(List<?> keys) {
        return receipts()
                .map(Supplier::get)
                .filter(Objects::nonNull)
                .map(Receipt::key)
                .filter(keys::contains)
                .findFirst();
    }

    private Stream<Supplier<Receipt>> receipts() {
        // a group of parts is a copy of the first of them, and about all
        boolean isGroup = exchange.getProperty(ExchangePropertyKey.AGGREGATED_SIZE) != null;
        return isSplit() && !isGroup
                ? Stream.of(
                        this::body,
                        () -> remembered(exchange.getExchangeId()),
                        // a part that was split again
                        () -> remembered(parentId()),
                        this::converted)
                : Stream.of(this::body);
    }

    private Receipt body() {
        return message.getBody() instanceof Receipt receipt ? receipt : null;
    }

    private Receipt remembered(String exchangeId) {
        return exchange.getProperty(AlicomMnsConstants.RECEIPT_OF_PART + exchangeId, Receipt.class);
    }

    private Receipt converted() {
        Receipt receipt =
                exchange.getContext()
                        .getTypeConverter()
                        .tryConvertTo(Receipt.class, exchange, message.getBody());
        MessageHelper.resetStreamCache(message);
        return receipt;
    }

    private String parentId() {
        return exchange.getProperty(ExchangePropertyKey.CORRELATION_ID, String.class);
    }
}
