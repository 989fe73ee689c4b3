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

import io.github.camelalicom.mns.consumer.Delivery;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.InvalidReceiptException.Reason;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptBody;
import io.github.camelalicom.mns.receipt.ReceiptParser;

/** Reads messages, and fills exchanges with what they hold. */
final class ReceiptMapper {

    private final String messageType;
    private final boolean verifyBodyDigest;
    private final ReceiptHeaders headers;
    private final ReceiptParser parser;

    ReceiptMapper(AlicomMnsEndpoint endpoint, ReceiptParser parser) {
        AlicomMnsConfiguration configuration = endpoint.getConfiguration();
        this.messageType = endpoint.getMessageType();
        this.verifyBodyDigest = configuration.isVerifyBodyDigest();
        this.headers = new ReceiptHeaders(messageType, configuration.getQueueName());
        this.parser = parser;
    }

    /** An entry that could not be read is refused here, ahead of all else. */
    Receipt read(ReceivedMessage message) {
        if (message.defect() != null) {
            throw InvalidReceiptException.unreadableEntry(message.defect(), message.body());
        }
        if (verifyBodyDigest && !ReceiptBody.matchesDigest(message.body(), message.bodyMd5())) {
            throw new InvalidReceiptException(Reason.WRONG_DIGEST, message.body());
        }
        return parser.parse(messageType, message.body());
    }

    void fill(Exchange exchange, ReceivedMessage message, Receipt receipt) {
        headers.set(exchange.getIn(), message);
        headers.setKey(exchange.getIn(), receipt);
        exchange.getIn().setBody(receipt);
    }

    void fill(Exchange exchange, List<Delivery> deliveries, List<Receipt> receipts) {
        headers.setBatch(
                exchange.getIn(), deliveries.stream().map(Delivery::message).toList(), receipts);
        exchange.getIn().setBody(receipts);
    }

    /** The exchange has failed before it begins; its body is the text that is no receipt. */
    void fillInvalid(Exchange exchange, ReceivedMessage message, InvalidReceiptException e) {
        headers.set(exchange.getIn(), message);
        exchange.getIn().setBody(e.getRawText());
        exchange.setException(e);
    }
}
