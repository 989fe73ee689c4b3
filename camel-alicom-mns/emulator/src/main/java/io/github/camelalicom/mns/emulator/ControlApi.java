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
package io.github.camelalicom.mns.emulator;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;
import io.github.camelalicom.mns.emulator.mns.LiveQueue;

/**
 * The emulator's own door for scripts: {@code POST /_emulator/receipts/{messageType}}, {@code GET
 * /_emulator/queues}, {@code GET /_emulator/queues/{queueName}/messages}, {@code GET|POST|DELETE
 * /_emulator/faults}, {@code POST /_emulator/reset}. Nobody signs anything here, which is why the
 * emulator listens on a loopback address.
 */
final class ControlApi implements Service {

    static final String ROOT = "/_emulator/";

    private static final int MOST_AT_ONCE = 100_000;
    private static final int MESSAGES_SHOWN = 100;
    private static final String RECEIPTS = "receipts/";
    private static final Pattern MESSAGES = Pattern.compile("queues/([^/]+)/messages");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AlicomEmulator emulator;

    ControlApi(AlicomEmulator emulator) {
        this.emulator = emulator;
    }

    @Override
    public Answer answer(Request request) {
        try {
            String path = request.rawPath().substring(ROOT.length());
            if (path.startsWith(RECEIPTS)) {
                return receipts(request, decode(path.substring(RECEIPTS.length())));
            }
            Matcher messages = MESSAGES.matcher(path);
            return messages.matches()
                    ? messages(request, decode(messages.group(1)))
                    : perform(request, request.method() + " " + path);
        } catch (IllegalArgumentException e) {
            return error(400, e.getMessage());
        }
    }

    private Answer perform(Request request, String call) {
        return switch (call) {
            case "GET queues" -> queues();
            case "GET faults" -> Answer.json(200, faults().toString());
            case "POST faults" -> addFaults(request);
            case "DELETE faults" -> clearFaults();
            case "POST reset" -> reset();
            default ->
                    error(
                            404,
                            call
                                    + ": no such call; there are POST receipts/{messageType}, GET"
                                    + " queues, GET queues/{queueName}/messages, GET, POST and"
                                    + " DELETE faults, POST reset");
        };
    }

    private Answer receipts(Request request, String messageType) {
        if (!request.method().equals("POST")) {
            return error(405, request.method() + ": receipts are put in with POST");
        }
        if (!messageType.matches("[A-Za-z0-9]+")) {
            return error(400, "messageType: \"" + messageType + "\" is not letters and digits");
        }
        String queueName =
                parameter(request, "queueName").orElseGet(() -> emulator.queueName(messageType));
        int count = number(request, "count", 1);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            for (Receipt<?> receipt : bodies(request, messageType)) {
                Optional.ofNullable(emulator.deliverTo(queueName, receipt)).ifPresent(ids::add);
            }
        }
        ObjectNode answer = JSON.createObjectNode().put("queueName", queueName);
        answer.set("messageIds", JSON.<JsonNode>valueToTree(ids));
        return Answer.json(201, answer.toString());
    }

    private static List<Receipt<?>> bodies(Request request, String messageType) {
        if (request.bodyText().isBlank()) {
            return List.of(Receipts.receipt(messageType));
        }
        List<Receipt<?>> receipts = new ArrayList<>();
        for (JsonNode item : items(request)) {
            if (!item.isObject()) {
                throw new IllegalArgumentException(
                        "body: a receipt is a JSON object, not " + item.getNodeType());
            }
            receipts.add(Receipts.receipt(messageType).json(item.toString()));
        }
        return receipts;
    }

    private Answer queues() {
        ArrayNode list = JSON.createArrayNode();
        for (LiveQueue queue : emulator.queues().all()) {
            QueueView view = emulator.queue(queue.name());
            ObjectNode item = list.addObject();
            item.put("name", queue.name()).put("messageType", queue.messageType());
            item.put("visible", view.visible()).put("invisible", view.invisible());
            item.put("deleted", view.deleted()).put("sent", view.sent());
            item.put("received", view.received());
            item.set("requests", requests(view));
        }
        return Answer.json(200, JSON.createObjectNode().set("queues", list).toString());
    }

    /** The newest message first, because that is the one somebody waits for. */
    private Answer messages(Request request, String queueName) {
        if (!request.method().equals("GET")) {
            return error(405, request.method() + ": messages are looked at with GET");
        }
        int limit = number(request, "limit", MESSAGES_SHOWN);
        if (emulator.queues().find(queueName).isEmpty()) {
            List<String> names = emulator.queues().all().stream().map(LiveQueue::name).toList();
            return error(404, "queueName: \"" + queueName + "\" is none of " + names);
        }
        List<MessageHistory> latest = emulator.queue(queueName).latest(limit);
        ObjectNode answer = JSON.createObjectNode().put("queueName", queueName);
        ArrayNode list = answer.putArray("messages");
        for (int i = latest.size() - 1; i >= 0; i--) {
            list.add(HistoryJson.write(latest.get(i)));
        }
        return Answer.json(200, answer.toString());
    }

    /** {@code receiveEmpty} are those of {@code receive} that brought nothing. */
    private static ObjectNode requests(QueueView view) {
        ObjectNode counts = JSON.createObjectNode();
        for (RequestKind kind : RequestKind.values()) {
            counts.put(kind.jsonName(), view.requests(kind));
        }
        return counts.put("receiveEmpty", view.emptyReceives());
    }

    private Answer addFaults(Request request) {
        List<FaultRule> rules = new ArrayList<>();
        items(request).forEach(item -> rules.add(FaultJson.read(item)));
        rules.forEach(emulator.faults()::add);
        return Answer.json(201, faults().toString());
    }

    private Answer clearFaults() {
        emulator.faults().clear();
        return Answer.empty(204);
    }

    private Answer reset() {
        emulator.reset();
        return Answer.empty(204);
    }

    private ObjectNode faults() {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode list = answer.putArray("faults");
        emulator.faults().all().forEach(fault -> list.add(FaultJson.write(fault)));
        return answer.put("fired", emulator.faults().fired());
    }

    private static List<JsonNode> items(Request request) {
        try {
            JsonNode body = JSON.readTree(request.body());
            List<JsonNode> items = new ArrayList<>();
            if (body.isArray()) {
                body.forEach(items::add);
            } else {
                items.add(body);
            }
            return items;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("body: not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("body: cannot be read", e);
        }
    }

    private static int number(Request request, String name, int unset) {
        String text = parameter(request, name).orElse(Integer.toString(unset));
        if (text.matches("\\d{1,6}")) {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST_AT_ONCE) {
                return number;
            }
        }
        throw new IllegalArgumentException(
                name + ": \"" + text + "\" is not a number from 1 to " + MOST_AT_ONCE);
    }

    private static Optional<String> parameter(Request request, String name) {
        for (String item : request.rawQuery().split("&")) {
            if (item.startsWith(name + "=")) {
                return Optional.of(decode(item.substring(name.length() + 1)));
            }
        }
        return Optional.empty();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, JSON.createObjectNode().put("error", message).toString());
    }
}
