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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.Message;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.consumer.ManualSettlement;
import io.github.camelalicom.mns.consumer.ManualSettlement.ClaimedMessage;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * A message that a route settles itself, as its exchange's headers name it. Where a consumer of
 * ours holds it, that knows the handle that is valid now; else the header's has to do. For one
 * thread.
 */
final class MessageToSettle {

    private final String id;
    private final String knownHandle;
    private ClaimedMessage claim;

    private MessageToSettle(String id, String knownHandle) {
        this.id = id;
        this.knownHandle = knownHandle;
    }

    /**
     * The message, or the batch of them, that the headers name, each once.
     *
     * @throws IllegalArgumentException when they name none
     */
    static List<MessageToSettle> of(Message message) {
        List<?> ids = values(message, AlicomMnsConstants.MESSAGE_ID);
        List<?> handles = values(message, AlicomMnsConstants.RECEIPT_HANDLE);
        int count = Math.max(ids.size(), handles.size());
        if (count == 0) {
            throw new IllegalArgumentException(
                    "No message to settle: the headers "
                            + AlicomMnsConstants.MESSAGE_ID
                            + " and "
                            + AlicomMnsConstants.RECEIPT_HANDLE
                            + " are missing");
        }
        if (!ids.isEmpty() && !handles.isEmpty() && ids.size() != handles.size()) {
            throw new IllegalArgumentException(
                    ids.size() + " message ids do not go with " + handles.size() + " handles");
        }
        List<MessageToSettle> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(new MessageToSettle(text(ids, i), text(handles, i)));
        }
        return messages;
    }

    /** Whether the headers name a batch, be it by one of them only. */
    static boolean isBatch(Message message) {
        return message.getHeader(AlicomMnsConstants.MESSAGE_ID) instanceof List<?>
                || message.getHeader(AlicomMnsConstants.RECEIPT_HANDLE) instanceof List<?>;
    }

    private static List<?> values(Message message, String header) {
        Object value = message.getHeader(header);
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static String text(List<?> values, int index) {
        Object value = index < values.size() ? values.get(index) : null;
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    /** What tells it from others: its id, or its handle where only that is known. */
    String name() {
        return id == null ? String.valueOf(knownHandle) : id;
    }

    /**
     * Takes it over from who holds it, if there is one. Afterwards one of {@link #deleted}, {@link
     * #visibilityChanged} and {@link #failed} is due.
     *
     * @throws IllegalArgumentException when none holds it and no handle is known either
     */
    void claim(List<ManualSettlement.Source> holders) {
        claim =
                holders.stream()
                        .flatMap(holder -> holder.claim(id, knownHandle).stream())
                        .findFirst()
                        .orElse(null);
        if (claim == null && knownHandle == null) {
            throw new IllegalArgumentException(
                    "Message "
                            + id
                            + " is not held by a consumer, and the header "
                            + AlicomMnsConstants.RECEIPT_HANDLE
                            + " that would do instead is missing");
        }
    }

    String receiptHandle() {
        return claim == null ? knownHandle : claim.receiptHandle();
    }

    void deleted() {
        if (claim != null) {
            claim.deleted();
            claim = null;
        }
    }

    void visibilityChanged(String newHandle, Duration time) {
        if (claim != null) {
            claim.visibilityChanged(newHandle, time);
            claim = null;
        }
    }

    /** It was not done, for this reason or, where it is null, for one that does not concern it. */
    void failed(Kind why) {
        if (claim != null) {
            claim.failed(why);
            claim = null;
        }
    }
}
