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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.MessageHistory;
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.emulator.QueuedMessage;
import io.github.camelalicom.mns.emulator.RecordedRequest;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.mns.LiveQueue;
import io.github.camelalicom.mns.emulator.mns.Queues;

/** Writes the state of an emulator as JSON. */
final class EmulatorJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ControlledEmulator emulator;
    private final Queues queues;
    private final Supplier<Map<String, ObjectNode>> samples;

    EmulatorJson(
            ControlledEmulator emulator, Queues queues, Supplier<Map<String, ObjectNode>> samples) {
        this.emulator = emulator;
        this.queues = queues;
        this.samples = samples;
    }

    /**
     * The options of an endpoint. A secret key other than the default may be real and is not shown.
     *
     * @param address that the caller reaches the emulator at, which a container maps to another one
     */
    ObjectNode endpoint(String address) {
        ObjectNode json = JSON.objectNode().put("endpoint", address);
        json.put("accessKey", emulator.accessKey());
        String uri = emulator.uri("{type}").replace("=" + emulator.endpoint(), "=" + address);
        if (emulator.hasDefaultSecretKey()) {
            json.put("secretKey", emulator.secretKey());
        } else {
            uri = uri.replace("RAW(" + emulator.secretKey() + ")", "RAW({secretKey})");
        }
        return json.put("uri", uri);
    }

    /** A fresh sample of every type whose fields are documented. */
    ObjectNode samples() {
        return JSON.objectNode().setAll(samples.get());
    }

    ObjectNode queues() {
        ObjectNode json = JSON.objectNode();
        ArrayNode list = json.putArray("queues");
        queues.all().forEach(queue -> list.add(queue(queue)));
        return json;
    }

    private ObjectNode queue(LiveQueue queue) {
        QueueView view = emulator.queue(queue.name());
        ObjectNode json = JSON.objectNode();
        json.put("name", queue.name()).put("messageType", queue.messageType());
        json.put("visible", view.visible()).put("invisible", view.invisible());
        json.put("deleted", view.deleted()).put("sent", view.sent());
        json.put("received", view.received()).put("waitingPolls", view.waitingPolls());
        queue.nextChange().ifPresent(time -> json.put("nextVisibleInMillis", millisUntil(time)));
        json.set("requests", requests(view));
        return json;
    }

    /** {@code receiveEmpty} counts the receives that returned no message. */
    private static ObjectNode requests(QueueView view) {
        ObjectNode counts = JSON.objectNode();
        for (RequestKind kind : RequestKind.values()) {
            counts.put(kind.jsonName(), view.requests(kind));
        }
        return counts.put("receiveEmpty", view.emptyReceives());
    }

    /** The newest message first. */
    ObjectNode messages(String queueName, int limit) {
        List<MessageHistory> latest = emulator.queue(queueName).latest(limit);
        ObjectNode json = JSON.objectNode().put("queueName", queueName);
        ArrayNode list = json.putArray("messages");
        for (int i = latest.size() - 1; i >= 0; i--) {
            list.add(message(latest.get(i)));
        }
        return json;
    }

    /** One message with its body, as text if possible. */
    ObjectNode messageWithBody(MessageHistory history) {
        return message(history).put("body", decoded(history.message().body()));
    }

    private ObjectNode message(MessageHistory history) {
        ObjectNode json = HistoryJson.write(history);
        if (history.message().state() == QueuedMessage.State.INVISIBLE) {
            json.put("visibleInMillis", millisUntil(history.message().nextVisibleTime()));
        }
        return json;
    }

    /**
     * The latest requests, newest first, without the queries of RPC calls, which may contain a
     * phone number.
     */
    ObjectNode requests(int limit) {
        List<RecordedRequest> all = emulator.requests().all();
        ObjectNode json = JSON.objectNode();
        ArrayNode list = json.putArray("requests");
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - limit); i--) {
            list.add(request(all.get(i)));
        }
        return json.put("count", emulator.requests().count());
    }

    private static ObjectNode request(RecordedRequest request) {
        ObjectNode json = JSON.objectNode();
        json.put("time", request.time().toString()).put("kind", request.kind().jsonName());
        json.put("queue", request.queue()).put("method", request.method());
        boolean mns = request.target().startsWith("/queues/");
        json.put("target", mns ? request.target() : request.target().replaceAll("\\?.*", ""));
        json.put("status", request.status()).put("bodySize", request.bodySize());
        if (request.errorCode() != null) {
            json.put("errorCode", request.errorCode());
        }
        return json.put("accessKeyId", request.accessKeyId());
    }

    private long millisUntil(Instant time) {
        return Math.max(0, Duration.between(emulator.clock().instant(), time).toMillis());
    }

    /** Decodes a receipt from Base64; any other body is shown unchanged. */
    private static String decoded(String wireBody) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(wireBody));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return wireBody;
        }
    }
}
