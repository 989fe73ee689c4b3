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
package io.github.camelalicom.mns.emulator.control;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelalicom.mns.emulator.Receipt;
import io.github.camelalicom.mns.emulator.Receipts;
import io.github.camelalicom.mns.emulator.mns.Limits;

/** The receipts of one control call: those in its body, or a sample when there are none. */
final class ReceiptRequestBody {

    private final String messageType;
    private final List<JsonNode> given;

    private ReceiptRequestBody(String messageType, List<JsonNode> given) {
        this.messageType = messageType;
        this.given = given;
    }

    static ReceiptRequestBody samples(String messageType) {
        return new ReceiptRequestBody(messageType, null);
    }

    /**
     * Checks all of them before the first one is delivered: a call takes effect completely or not
     * at all.
     *
     * @param count how often each of them is delivered
     * @throws IllegalArgumentException when one of them is not a JSON object or is too large for a
     *     queue, or when they are too many
     */
    static ReceiptRequestBody of(String messageType, List<JsonNode> items, int count) {
        items.forEach(ReceiptRequestBody::check);
        if ((long) items.size() * count > CallParameters.MOST) {
            throw new IllegalArgumentException(
                    "count: "
                            + count
                            + " times "
                            + items.size()
                            + " receipts are more than "
                            + CallParameters.MOST);
        }
        return new ReceiptRequestBody(messageType, items);
    }

    /** New ones at each call, because each sample has its own numbers. */
    List<? extends Receipt<?>> receipts() {
        return given == null
                ? List.of(Receipts.receipt(messageType))
                : given.stream()
                        .map(item -> Receipts.receipt(messageType).json(item.toString()))
                        .toList();
    }

    private static void check(JsonNode item) {
        if (!item.isObject()) {
            throw new IllegalArgumentException(
                    "body: a receipt is a JSON object, not " + item.getNodeType());
        }
        int bytes = item.toString().getBytes(StandardCharsets.UTF_8).length;
        int encoded = (bytes + 2) / 3 * 4;
        if (encoded > Limits.MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "body: a receipt of "
                            + encoded
                            + " bytes in base64; a queue takes "
                            + Limits.MESSAGE_BYTES);
        }
    }
}
