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
package io.github.camelalicom.mns.gateway;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamException;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/** Translates failed answers of MNS into exceptions, with advice where possible. Stateless. */
final class MnsFailures {

    private static final Set<String> THROTTLING_CODES =
            Set.of("QpsLimitExceeded", "TooManyRequests", "Throttling");

    /** Words of codes that concern the token or the signature, except for time-outs. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)token|key|authorization|signature|time(?!-?out)");

    private static final Pattern TIME = Pattern.compile("(?i)time(?!-?out)");

    private final String queueName;
    private final ServiceAddress address;

    MnsFailures(String queueName, ServiceAddress address) {
        this.queueName = queueName;
        this.address = address;
    }

    /** The exception for an answer that refuses, or that MNS did not send. */
    MnsException of(MnsResponse reply) {
        return failure(reply).ofRequest(requestId(reply));
    }

    /** From the error document, or else from the headers, which each answer of MNS has. */
    static String requestId(MnsResponse reply) {
        return document(reply).fields().getOrDefault("RequestId", reply.requestId());
    }

    private MnsException failure(MnsResponse reply) {
        if (reply.fromProxy()) {
            return new MnsException(
                    Kind.UNAVAILABLE,
                    "HTTP " + reply.status(),
                    ForeignAnswers.ofProxy(address.proxy(), reply.status(), address.endpoint()));
        }
        MnsXml document = document(reply);
        String code = code(document);
        if (code == null && reply.successful()) {
            return unreadable(reply);
        }
        Kind kind = kind(reply.status(), code);
        if (code == null && reply.status() / 100 != 5 && kind != Kind.THROTTLED) {
            return new MnsException(
                    kind, null, ForeignAnswers.ofServer(address, reply.status(), reply.location()));
        }
        return new MnsException(
                kind, code, message(kind, code == null ? "HTTP " + reply.status() : code));
    }

    /** The error code, or the first of a list; null if there is none. */
    static String code(MnsXml document) {
        String code = document.fields().get("Code");
        return MnsException.code(
                code == null && !document.records().isEmpty()
                        ? document.records().get(0).get("ErrorCode")
                        : code);
    }

    private MnsException unreadable(MnsResponse reply) {
        return new MnsException(
                Kind.UNAVAILABLE,
                null,
                "ALICOM-309 The answer of "
                        + reply.body().length
                        + " bytes with status "
                        + reply.status()
                        + " for queue "
                        + queueName
                        + " is not readable as MNS");
    }

    /** The document of an answer; without content if the body is empty or the page of a proxy. */
    static MnsXml document(MnsResponse reply) {
        try {
            return MnsXml.parse(reply.body());
        } catch (XMLStreamException e) {
            return new MnsXml(null, Map.of(), List.of());
        }
    }

    static Kind kind(int status, String code) {
        if ("ReceiptHandleError".equals(code)) {
            return Kind.HANDLE_LOST;
        } else if ("MessageNotExist".equals(code)) {
            return Kind.MESSAGE_GONE;
        } else if ("QueueNotExist".equals(code)) {
            return Kind.NO_SUCH_QUEUE;
        } else if (status == 429 || code != null && THROTTLING_CODES.contains(code)) {
            return Kind.THROTTLED;
        } else if (status == 401
                || status == 403
                || code != null && CREDENTIALS.matcher(code).find()) {
            return Kind.DENIED;
        } else if (status / 100 == 4 && code != null) {
            return Kind.REJECTED;
        }
        return Kind.UNAVAILABLE;
    }

    private String message(Kind kind, String what) {
        return switch (kind) {
            case DENIED ->
                    "ALICOM-304 MNS refused access to queue "
                            + queueName
                            + " ("
                            + what
                            + "): "
                            + advice(what);
            case NO_SUCH_QUEUE ->
                    "ALICOM-305 Queue "
                            + queueName
                            + " does not exist ("
                            + what
                            + "): copy queueName from Alibaba Cloud's console; a queue that was"
                            + " just switched on takes some minutes";
            case MESSAGE_GONE ->
                    "ALICOM-405 The message is no longer in " + queueName + " (" + what + ")";
            case HANDLE_LOST ->
                    "ALICOM-406 MNS no longer accepts the receipt handle ("
                            + what
                            + ") on "
                            + queueName;
            case THROTTLED ->
                    "ALICOM-306 MNS throttles requests to queue " + queueName + " (" + what + ")";
            case UNAVAILABLE ->
                    "ALICOM-307 MNS could not answer for queue " + queueName + " (" + what + ")";
            default ->
                    "ALICOM-308 MNS rejected a request to queue " + queueName + " (" + what + ")";
        };
    }

    private static String advice(String code) {
        return TIME.matcher(code).find()
                ? "check the clock of this machine"
                : "check that messageType and queueName belong together and to the account of the"
                        + " access key, and that it may receive receipts";
    }
}
