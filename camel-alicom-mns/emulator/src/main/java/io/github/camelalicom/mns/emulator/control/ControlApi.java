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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;
import io.github.camelalicom.mns.emulator.mns.LiveQueue;
import io.github.camelalicom.mns.emulator.mns.Queues;
import io.github.camelalicom.mns.emulator.services.Assumptions;

/**
 * The API for scripts and for the page: {@code POST /_emulator/receipts/{messageType}}, views of
 * queues, messages and requests, faults, assumptions, and reset. Its calls are not signed, which is
 * why the emulator listens on a loopback address.
 */
public final class ControlApi implements Service {

    static final String ROOT = "/_emulator/";

    private static final int SHOWN = 100;
    private static final String RECEIPTS = "receipts/";
    private static final String FAULT = "faults/";
    private static final String READ = "GET, HEAD";
    private static final Map<String, String> METHODS =
            Map.of(
                    "endpoint", READ,
                    "samples", READ,
                    "queues", READ,
                    "requests", READ,
                    "faults", READ + ", POST, DELETE",
                    "assumptions", READ + ", POST, DELETE",
                    "reset", "POST");
    private static final Pattern MESSAGES = Pattern.compile("queues/([^/]+)/messages(?:/([^/]+))?");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ControlledEmulator emulator;
    private final Queues queues;
    private final Assumptions assumptions;
    private final EmulatorJson json;
    private final ReceiptsApi receipts;
    private final FaultsApi faults;
    private final CallerCheck callers;

    /**
     * Controls an emulator.
     *
     * @param samples fresh receipts by type, new ones at each call
     */
    public ControlApi(
            ControlledEmulator emulator,
            Queues queues,
            Assumptions assumptions,
            Supplier<Map<String, ObjectNode>> samples,
            CallerCheck callers) {
        this.emulator = emulator;
        this.queues = queues;
        this.assumptions = assumptions;
        this.callers = callers;
        this.json = new EmulatorJson(emulator, queues, samples);
        this.receipts = new ReceiptsApi(emulator, Runtime.getRuntime().maxMemory() / 2);
        this.faults = new FaultsApi(emulator.faults());
    }

    @Override
    public Answer answer(Request request) {
        Optional<String> refusal = callers.refusal(request);
        if (refusal.isPresent()) {
            return error(403, refusal.get());
        }
        return call(request.method().equals("HEAD") ? request.withMethod("GET") : request);
    }

    private Answer call(Request request) {
        try {
            String path = request.rawPath().substring(ROOT.length());
            if (path.startsWith(RECEIPTS)) {
                return receipts(request, CallParameters.decode(path.substring(RECEIPTS.length())));
            }
            if (path.startsWith(FAULT)) {
                return removeFault(request, CallParameters.decode(path.substring(FAULT.length())));
            }
            Matcher messages = MESSAGES.matcher(path);
            return messages.matches()
                    ? messages(request, CallParameters.decode(messages.group(1)), messages.group(2))
                    : perform(request, path);
        } catch (IllegalArgumentException e) {
            return error(400, e.getMessage());
        }
    }

    private Answer perform(Request request, String path) {
        if (!METHODS.containsKey(path)) {
            return noSuchCall(request, path);
        }
        String[] allowed = path.equals("requests") ? new String[] {"limit"} : new String[0];
        CallParameters parameters = CallParameters.of(request, allowed);
        return switch (request.method() + " " + path) {
            case "GET endpoint" -> ok(json.endpoint(address(request)));
            case "GET samples" -> ok(json.samples());
            case "GET queues" -> ok(json.queues());
            case "GET requests" -> ok(json.requests(parameters.number("limit", SHOWN)));
            case "GET faults" -> ok(faults.all());
            case "POST faults" -> addFaults(request);
            case "DELETE faults" -> done(faults::clear);
            case "GET assumptions" -> ok(AssumptionJson.write(emulator.assumptions()));
            case "POST assumptions" -> assume(request);
            case "DELETE assumptions" -> done(assumptions::reset);
            case "POST reset" -> done(emulator::reset);
            default -> wrongMethod(request, "allowed is", METHODS.get(path));
        };
    }

    private String address(Request request) {
        String host = request.headerOrEmpty("host");
        return host.isEmpty() ? emulator.endpoint() : "http://" + host;
    }

    private static Answer noSuchCall(Request request, String path) {
        return error(
                404,
                request.method()
                        + " "
                        + path
                        + ": no such call; there are POST receipts/{messageType}, GET queues, GET"
                        + " queues/{queueName}/messages[/{messageId}], GET requests, GET samples,"
                        + " GET endpoint, GET, POST and DELETE faults, DELETE faults/{id}, GET,"
                        + " POST and DELETE assumptions, POST reset");
    }

    private static Answer wrongMethod(Request request, String words, String allowed) {
        return error(405, request.method() + ": " + words + " " + allowed)
                .withHeader("Allow", allowed);
    }

    private Answer receipts(Request request, String messageType) {
        if (!request.method().equals("POST")) {
            return wrongMethod(request, "receipts are added by", "POST");
        }
        return Answer.json(201, receipts.add(request, messageType).toString());
    }

    /** All of a queue's messages without their bodies, or one of them with its body. */
    private Answer messages(Request request, String queueName, String messageId) {
        if (!request.method().equals("GET")) {
            return wrongMethod(request, "messages are read by", READ);
        }
        String[] allowed = messageId == null ? new String[] {"limit"} : new String[0];
        int limit = CallParameters.of(request, allowed).number("limit", SHOWN);
        if (queues.find(queueName).isEmpty()) {
            List<String> names = queues.all().stream().map(LiveQueue::name).toList();
            return error(
                    404, "queueName: \"" + queueName + "\" does not exist; there are " + names);
        }
        if (messageId == null) {
            return ok(json.messages(queueName, limit));
        }
        try {
            return ok(json.messageWithBody(emulator.queue(queueName).history(messageId)));
        } catch (NoSuchElementException e) {
            return error(404, e.getMessage());
        }
    }

    private Answer addFaults(Request request) {
        faults.add(CallBody.items(request));
        return Answer.json(201, faults.all().toString());
    }

    private Answer assume(Request request) {
        List<Assumption> chosen = new ArrayList<>();
        CallBody.items(request).forEach(item -> chosen.addAll(AssumptionJson.read(item)));
        emulator.assume(chosen.toArray(Assumption[]::new));
        return ok(AssumptionJson.write(emulator.assumptions()));
    }

    private Answer removeFault(Request request, String id) {
        if (!request.method().equals("DELETE")) {
            return wrongMethod(request, "a fault is removed by", "DELETE");
        }
        CallParameters.of(request);
        return faults.remove(id)
                ? Answer.empty(204)
                : error(404, "fault: no fault has the id \"" + id + "\"");
    }

    private static Answer done(Runnable call) {
        call.run();
        return Answer.empty(204);
    }

    private static Answer ok(ObjectNode body) {
        return Answer.json(200, body.toString());
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, JSON.objectNode().put("error", message).toString());
    }
}
