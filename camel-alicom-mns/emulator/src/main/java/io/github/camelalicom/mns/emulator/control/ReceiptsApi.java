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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.Receipt;
import io.github.camelalicom.mns.emulator.Receipts;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.mns.Limits;

/** The receipts in the {@link ControlApi}. */
final class ReceiptsApi {

    /** What a message takes beside its body. */
    private static final long BYTES_PER_MESSAGE = 1_000;

    private final ControlledEmulator emulator;
    private final long memory;

    /**
     * Delivers receipts to an emulator.
     *
     * @param memory in bytes, for the receipts of one call
     */
    ReceiptsApi(ControlledEmulator emulator, long memory) {
        this.emulator = emulator;
        this.memory = memory;
    }

    /**
     * Delivers the receipts in the body of a call, or a sample when it has none. All of them are
     * checked before the first one is delivered: a call takes effect completely or not at all.
     *
     * @return the queue, and the ids of the messages that are not lost
     * @throws IllegalArgumentException that names what is wrong
     */
    ObjectNode add(Request request, String messageType) {
        checkType(messageType);
        CallParameters parameters = CallParameters.of(request, "count", "queueName");
        int count = parameters.number("count", 1);
        List<JsonNode> items = request.bodyText().isBlank() ? null : CallBody.items(request);
        if (items != null) {
            items.forEach(ReceiptsApi::check);
            checkTotal(count, items.size());
        }
        checkMemory(count, items == null ? List.of(JsonNodeFactory.instance.objectNode()) : items);
        String queueName =
                parameters.text("queueName").orElseGet(() -> emulator.queueName(messageType));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("queueName", queueName);
        ArrayNode ids = answer.putArray("messageIds");
        for (int i = 0; i < count; i++) {
            receipts(messageType, items).forEach(receipt -> deliver(queueName, receipt, ids));
        }
        return answer;
    }

    private void deliver(String queueName, Receipt<?> receipt, ArrayNode ids) {
        String id = emulator.deliverTo(queueName, receipt);
        if (id != null) {
            ids.add(id);
        }
    }

    /** New ones each time, because each sample has its own numbers. */
    private static List<? extends Receipt<?>> receipts(String messageType, List<JsonNode> items) {
        return items == null
                ? List.of(Receipts.receipt(messageType))
                : items.stream()
                        .map(item -> Receipts.receipt(messageType).json(item.toString()))
                        .toList();
    }

    private static void checkType(String messageType) {
        if (!messageType.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException(
                    "messageType: \"" + messageType + "\" is not letters and digits");
        }
    }

    private static void checkTotal(int count, int items) {
        if ((long) items * count > CallParameters.MOST) {
            throw new IllegalArgumentException(
                    "count: "
                            + count
                            + " times "
                            + items
                            + " receipts are more than "
                            + CallParameters.MOST);
        }
    }

    private void checkMemory(int count, List<JsonNode> items) {
        long each = items.stream().mapToLong(item -> BYTES_PER_MESSAGE + encodedBytes(item)).sum();
        if (count * each > memory) {
            throw new IllegalArgumentException(
                    "count: "
                            + count
                            + " needs about "
                            + (count * each >> 20)
                            + " MB of memory, a call may take "
                            + (memory >> 20)
                            + " MB; start java with a larger -Xmx");
        }
    }

    private static void check(JsonNode item) {
        if (!item.isObject()) {
            throw new IllegalArgumentException(
                    "body: a receipt is a JSON object, not " + item.getNodeType());
        }
        int encoded = encodedBytes(item);
        if (encoded > Limits.MESSAGE_BYTES) {
            throw new IllegalArgumentException(
                    "body: a receipt of "
                            + encoded
                            + " bytes in base64; a queue takes "
                            + Limits.MESSAGE_BYTES);
        }
    }

    private static int encodedBytes(JsonNode item) {
        int bytes = item.toString().getBytes(StandardCharsets.UTF_8).length;
        return (bytes + 2) / 3 * 4;
    }
}
