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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.Message;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.consumer.ManualSettlement;
import io.github.camelalicom.mns.consumer.ManualSettlement.ClaimedMessage;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * A message that a route settles itself, as the headers of its exchange name it. While a consumer
 * of the same component holds it, that consumer knows the valid handle; otherwise the handle of the
 * header is used. For one thread.
 */
final class MessageToSettle {

    /** Its place in the lists of the headers. */
    private final int index;

    private final String id;

    /** The last handle that the headers or a change of visibility named; null if neither did. */
    private String knownHandle;

    private ClaimedMessage claim;

    private MessageToSettle(int index, String id, String knownHandle) {
        this.index = index;
        this.id = id;
        this.knownHandle = knownHandle;
    }

    /**
     * The message, or the batch of them, that the headers name, each once. If the batch was split,
     * the headers of each part are those of all: its receipt then tells which message it is.
     *
     * @throws IllegalArgumentException when they name no message, or it is not known which one
     */
    static List<MessageToSettle> of(Message message) {
        List<?> ids = values(message, AlicomMnsConstants.MESSAGE_ID);
        List<?> handles = values(message, AlicomMnsConstants.RECEIPT_HANDLE);
        int count = Math.max(ids.size(), handles.size());
        if (count == 0) {
            throw new IllegalArgumentException(
                    "ALICOM-702 No message to settle: the headers "
                            + AlicomMnsConstants.MESSAGE_ID
                            + " and "
                            + AlicomMnsConstants.RECEIPT_HANDLE
                            + " are missing");
        }
        if (!ids.isEmpty() && !handles.isEmpty() && ids.size() != handles.size()) {
            throw new IllegalArgumentException(
                    "ALICOM-703 "
                            + ids.size()
                            + " message ids do not match "
                            + handles.size()
                            + " handles");
        }
        return placesOfPart(message, count)
                .mapToObj(i -> new MessageToSettle(i, text(ids, i), text(handles, i)))
                .toList();
    }

    /** All places, unless the message is a part of a batch that was split. */
    private static IntStream placesOfPart(Message message, int count) {
        List<?> keys = values(message, AlicomMnsConstants.RECEIPT_KEY);
        IntStream all = IntStream.range(0, count);
        if (count == 1 || keys.isEmpty()) {
            // without keys, the lists are not those of a consumer
            return all;
        }
        PartOfBatch part = new PartOfBatch(message);
        Optional<String> key = keys.size() == count ? part.keyAmong(keys) : Optional.empty();
        if (key.isEmpty() && part.isSplit()) {
            throw new IllegalArgumentException(
                    "ALICOM-716 This part of a split matches none of the "
                            + count
                            + " messages of the batch: settle while the body is the receipt or"
                            + " its JSON");
        }
        return key.map(own -> all.filter(i -> own.equals(keys.get(i)))).orElse(all);
    }

    /** Sets the handles as they are now, in their places. */
    static void putHandles(Message message, List<MessageToSettle> messages) {
        if (isBatch(message)) {
            putHandlesOfBatch(message, messages);
        } else if (messages.get(0).knownHandle != null) {
            message.setHeader(AlicomMnsConstants.RECEIPT_HANDLE, messages.get(0).knownHandle);
        }
    }

    private static void putHandlesOfBatch(Message message, List<MessageToSettle> messages) {
        int count =
                Math.max(
                        values(message, AlicomMnsConstants.MESSAGE_ID).size(),
                        values(message, AlicomMnsConstants.RECEIPT_HANDLE).size());
        Object[] handles =
                Arrays.copyOf(values(message, AlicomMnsConstants.RECEIPT_HANDLE).toArray(), count);
        messages.forEach(one -> handles[one.index] = one.knownHandle);
        message.setHeader(
                AlicomMnsConstants.RECEIPT_HANDLE, new ArrayList<>(Arrays.asList(handles)));
    }

    /** Whether one of the headers names a batch. */
    private static boolean isBatch(Message message) {
        return isMany(message.getHeader(AlicomMnsConstants.MESSAGE_ID))
                || isMany(message.getHeader(AlicomMnsConstants.RECEIPT_HANDLE));
    }

    private static boolean isMany(Object value) {
        return value instanceof Iterable<?> || value instanceof Object[];
    }

    private static List<?> values(Message message, String header) {
        Object value = message.getHeader(header);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        if (value instanceof Iterable<?> many) {
            List<Object> values = new ArrayList<>();
            many.forEach(values::add);
            return values;
        }
        return List.of(value);
    }

    private static String text(List<?> values, int index) {
        Object value = index < values.size() ? values.get(index) : null;
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    /** Identifies it: its id, or its handle where only that is known. */
    String name() {
        return id == null ? String.valueOf(knownHandle) : id;
    }

    /**
     * Claims it from the consumer that holds it, if there is one. The caller then ends the claim
     * with one of {@link #deleted}, {@link #visibilityChanged} and {@link #failed}.
     *
     * @throws IllegalArgumentException when no consumer holds it and its handle is not known
     */
    void claim(List<ManualSettlement.Source> consumers) {
        claim =
                held(consumers)
                        .flatMap(held -> held.claim(id, knownHandle).stream())
                        .findFirst()
                        .orElse(null);
        if (claim == null && knownHandle == null) {
            throw new IllegalArgumentException(
                    "ALICOM-704 Message "
                            + id
                            + " is not held by a consumer, and the header "
                            + AlicomMnsConstants.RECEIPT_HANDLE
                            + ", which is then needed, is missing");
        }
    }

    /** Waits, before it is claimed, until its handle is known. */
    void awaitExtension(List<ManualSettlement.Source> consumers) {
        held(consumers).forEach(held -> held.awaitExtension(id, knownHandle));
    }

    private static Stream<ManualSettlement> held(List<ManualSettlement.Source> consumers) {
        return consumers.stream().flatMap(consumer -> consumer.held().stream());
    }

    /** The handle to be used now. */
    String receiptHandle() {
        return claim == null ? knownHandle : claim.receiptHandle();
    }

    /**
     * How long to await an answer that only this request can have, since it replaces the handle: if
     * there is none, a third of the lease is left to extend it.
     */
    Duration patience() {
        return claim == null ? Duration.ZERO : claim.leaseLeft().multipliedBy(2).dividedBy(3);
    }

    void deleted() {
        if (claim != null) {
            claim.deleted();
            claim = null;
        }
    }

    void visibilityChanged(String newHandle, Duration time) {
        knownHandle = newHandle;
        if (claim != null) {
            claim.visibilityChanged(newHandle, time);
            claim = null;
        }
    }

    /** The request for this message failed. */
    void failed(Kind why) {
        if (claim != null) {
            claim.failed(why);
            claim = null;
        }
    }

    /** Ends the claim if no answer has ended it: the message stays held as before. */
    void unclaim() {
        if (claim != null) {
            claim.cancel();
            claim = null;
        }
    }
}
