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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.xml.stream.XMLStreamException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/** Reads answers of MNS into the words of {@link MnsQueue}. Stateless. */
final class MnsReplies {

    private static final Logger LOG = LoggerFactory.getLogger(MnsReplies.class);

    private static final Set<String> THROTTLING_CODES =
            Set.of("QpsLimitExceeded", "TooManyRequests", "Throttling");

    /** Assumed where the service does not tell: the vendor's default for a queue. */
    private static final Duration USUAL_LEASE = Duration.ofSeconds(30);

    private static final Duration LONGEST_LEASE = Duration.ofHours(12);

    /**
     * The Date header is cut to the second: it may have been almost one second later. A loan that
     * is taken for shorter than it is costs nothing; one taken for longer, double work.
     */
    private static final Duration DATE_RESOLUTION = Duration.ofSeconds(1);

    private static final Duration SHORTEST_LEASE = Duration.ofMillis(500);

    private final String queueName;

    MnsReplies(String queueName) {
        this.queueName = queueName;
    }

    List<ReceivedMessage> messages(MnsReply reply) {
        if (reply.successful()) {
            MnsXml xml = parse(reply);
            if (!"Messages".equals(xml.root())) {
                throw unreadable(reply, null);
            }
            return xml.records().stream()
                    .filter(this::settleable)
                    .map(fields -> message(fields, reply.serverTime()))
                    .toList();
        }
        MnsException failure = failure(reply);
        if (failure.kind() == Kind.MESSAGE_GONE) {
            return List.of();
        }
        throw failure;
    }

    List<DeleteFailure> deleteFailures(MnsReply reply) {
        if (reply.successful()) {
            return List.of();
        }
        List<DeleteFailure> failures = new ArrayList<>();
        for (Map<String, String> error : parseError(reply).records()) {
            String handle = error.get("ReceiptHandle");
            String code = error.get("ErrorCode");
            if (handle != null && code != null) {
                failures.add(new DeleteFailure(handle, kind(0, code), code));
            }
        }
        if (failures.isEmpty()) {
            throw failure(reply);
        }
        return failures;
    }

    Lease lease(MnsReply reply) {
        if (!reply.successful()) {
            throw failure(reply);
        }
        Map<String, String> fields = parse(reply).fields();
        String handle = fields.get("ReceiptHandle");
        if (handle == null || handle.isEmpty()) {
            throw unreadable(reply, null);
        }
        return new Lease(
                handle,
                plausible(remaining(instant(fields.get("NextVisibleTime")), reply.serverTime())));
    }

    /** What a failed answer says, with advice where we know some. */
    MnsException failure(MnsReply reply) {
        String code = parseError(reply).fields().get("Code");
        Kind kind = kind(reply.status(), code);
        String what = code == null ? "HTTP " + reply.status() : code;
        return new MnsException(kind, code, message(kind, what));
    }

    private String message(Kind kind, String what) {
        return switch (kind) {
            case DENIED ->
                    "MNS refused access to queue "
                            + queueName
                            + " ("
                            + what
                            + "): check that messageType and queueName belong together and to the"
                            + " account of the access key, and that it may receive receipts";
            case NO_SUCH_QUEUE ->
                    "Queue "
                            + queueName
                            + " does not exist ("
                            + what
                            + "): copy queueName from the vendor's page; a queue that was just"
                            + " switched on takes some minutes";
            case MESSAGE_GONE -> "The message is no longer in " + queueName + " (" + what + ")";
            case HANDLE_LOST ->
                    "MNS no longer accepts the receipt handle (" + what + ") on " + queueName;
            case THROTTLED -> "MNS throttles requests to queue " + queueName + " (" + what + ")";
            case UNAVAILABLE -> "MNS could not answer for queue " + queueName + " (" + what + ")";
            default -> "MNS rejected a request to queue " + queueName + " (" + what + ")";
        };
    }

    private static Kind kind(int status, String code) {
        if ("ReceiptHandleError".equals(code)) {
            return Kind.HANDLE_LOST;
        } else if ("MessageNotExist".equals(code)) {
            return Kind.MESSAGE_GONE;
        } else if ("QueueNotExist".equals(code)) {
            return Kind.NO_SUCH_QUEUE;
        } else if (status == 429 || code != null && THROTTLING_CODES.contains(code)) {
            return Kind.THROTTLED;
        } else if (status == 401 || status == 403) {
            return Kind.DENIED;
        } else if (status / 100 == 4 && code != null) {
            return Kind.REJECTED;
        }
        return Kind.UNAVAILABLE;
    }

    /** Without a handle a message can be neither deleted nor kept: it is left, and comes again. */
    private boolean settleable(Map<String, String> fields) {
        String handle = fields.get("ReceiptHandle");
        if (handle == null || handle.isEmpty()) {
            LOG.warn("MNS sent an entry without a receipt handle on {}; it is left", queueName);
            return false;
        }
        return true;
    }

    private static ReceivedMessage message(Map<String, String> fields, Instant serverTime) {
        Instant nextVisible = instant(fields.get("NextVisibleTime"));
        Instant firstDequeue = instant(fields.get("FirstDequeueTime"));
        Long count = number(fields.get("DequeueCount"));
        Long priority = number(fields.get("Priority"));
        int dequeueCount = count == null ? 1 : count.intValue();
        // the first receive tells the server's time to the millisecond
        Duration lease =
                dequeueCount == 1 && firstDequeue != null && nextVisible != null
                        ? Duration.between(firstDequeue, nextVisible)
                        : remaining(nextVisible, serverTime);
        return new ReceivedMessage(
                fields.get("MessageId"),
                fields.get("ReceiptHandle"),
                fields.getOrDefault("MessageBody", ""),
                fields.get("MessageBodyMD5"),
                instant(fields.get("EnqueueTime")),
                firstDequeue,
                nextVisible,
                dequeueCount,
                priority == null ? null : priority.intValue(),
                plausible(lease));
    }

    private static Duration remaining(Instant nextVisible, Instant serverTime) {
        Instant now = serverTime == null ? Instant.now() : serverTime.plus(DATE_RESOLUTION);
        return nextVisible == null ? USUAL_LEASE : Duration.between(now, nextVisible);
    }

    /** A loan that no queue gives was misread, or counted by a clock that is wrong. */
    private static Duration plausible(Duration lease) {
        if (lease.compareTo(SHORTEST_LEASE.negated()) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
            return USUAL_LEASE;
        }
        return lease.compareTo(SHORTEST_LEASE) < 0 ? SHORTEST_LEASE : lease;
    }

    private static Instant instant(String millis) {
        Long value = number(millis);
        return value == null ? null : Instant.ofEpochMilli(value);
    }

    /** One odd number must not cost the batch. */
    private static Long number(String text) {
        try {
            return text == null ? null : Long.valueOf(text.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private MnsXml parse(MnsReply reply) {
        try {
            return MnsXml.parse(reply.body());
        } catch (XMLStreamException e) {
            throw unreadable(reply, e);
        }
    }

    /** A proxy's page or nothing at all may stand where an error should: the status says enough. */
    private static MnsXml parseError(MnsReply reply) {
        try {
            return MnsXml.parse(reply.body());
        } catch (XMLStreamException e) {
            return new MnsXml(null, Map.of(), List.of());
        }
    }

    private MnsException unreadable(MnsReply reply, Throwable cause) {
        return new MnsException(
                Kind.UNAVAILABLE,
                null,
                "The answer of "
                        + reply.body().length
                        + " bytes with status "
                        + reply.status()
                        + " for queue "
                        + queueName
                        + " is not readable as MNS",
                cause);
    }
}
