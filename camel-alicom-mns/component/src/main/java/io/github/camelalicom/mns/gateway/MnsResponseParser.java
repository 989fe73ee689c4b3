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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import javax.xml.stream.XMLStreamException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;

/** Reads answers of MNS for one queue into the types of {@link MnsQueue}. */
final class MnsResponseParser {

    private static final Logger LOG = LoggerFactory.getLogger(MnsResponseParser.class);

    private final String queueName;
    private final MnsFailures failures;
    private final Leases leases;

    MnsResponseParser(String queueName, ServiceAddress address, LongSupplier nanoTime) {
        this.queueName = queueName;
        this.failures = new MnsFailures(queueName, address);
        this.leases = new Leases(nanoTime);
    }

    /**
     * @param wait how long the service was allowed to hold the request
     */
    List<ReceivedMessage> messages(MnsResponse reply, Duration wait) {
        if (reply.done()) {
            return List.of();
        } else if (!reply.successful()) {
            MnsException failure = failures.of(reply);
            if (failure.kind() == Kind.MESSAGE_GONE) {
                leases.note(reply);
                return List.of();
            }
            throw failure;
        }
        List<ReceivedMessage> messages =
                entries(reply).stream()
                        .filter(this::settleable)
                        .map(entry -> message(entry, reply, wait))
                        .toList();
        leases.note(reply);
        return messages;
    }

    private List<MnsEntries.Entry> entries(MnsResponse reply) {
        try {
            return MnsEntries.parse(reply.body());
        } catch (XMLStreamException e) {
            throw failures.of(reply);
        }
    }

    /**
     * @return the handles that were not deleted; also unknown ones, which may stand for any of them
     */
    List<DeleteFailure> deleteFailures(MnsResponse reply, List<String> handles) {
        if (reply.done()) {
            return List.of();
        }
        Set<String> asked = new HashSet<>(handles);
        String requestId = MnsFailures.requestId(reply);
        List<DeleteFailure> listed = new ArrayList<>();
        for (Map<String, String> error : MnsFailures.document(reply).records()) {
            String handle = error.getOrDefault("ReceiptHandle", "").strip();
            String code = MnsException.code(error.get("ErrorCode"));
            listed.add(new DeleteFailure(handle, MnsFailures.kind(0, code), code, requestId));
        }
        if (listed.stream().map(DeleteFailure::receiptHandle).noneMatch(asked::contains)) {
            throw failures.of(reply);
        }
        return listed;
    }

    /** As {@link #deleteFailures}; the answer to a single delete does not name the handle. */
    List<DeleteFailure> deleteFailure(MnsResponse reply, String handle) {
        if (reply.done()) {
            return List.of();
        }
        MnsException failure = failures.of(reply);
        if (failure.kind() == Kind.HANDLE_LOST || failure.kind() == Kind.MESSAGE_GONE) {
            return List.of(DeleteFailure.of(handle, failure));
        }
        throw failure;
    }

    /**
     * The lease after a change of visibility.
     *
     * @param handle stays valid where the answer names no other
     * @param asked how long the lease was asked to last
     */
    Lease lease(MnsResponse reply, String handle, Duration asked) {
        if (reply.done()) {
            return new Lease(handle, leases.extended(asked, null, reply));
        }
        MnsXml document = MnsFailures.document(reply);
        if (!reply.successful() || !"ChangeVisibility".equals(document.root())) {
            throw failures.of(reply);
        }
        String fresh = document.fields().getOrDefault("ReceiptHandle", "").strip();
        Instant end = instant(document.fields().get("NextVisibleTime"));
        Lease lease =
                new Lease(fresh.isEmpty() ? handle : fresh, leases.extended(asked, end, reply));
        leases.note(reply);
        return lease;
    }

    /** Without a handle a message can be neither deleted nor extended: it is left. */
    private boolean settleable(MnsEntries.Entry entry) {
        if (entry.fields().getOrDefault("ReceiptHandle", "").isBlank()) {
            LOG.warn(
                    "ALICOM-316 MNS sent an entry without a receipt handle on {}; it is left, and"
                            + " MNS redelivers it when its lease expires",
                    queueName);
            return false;
        }
        return true;
    }

    private ReceivedMessage message(MnsEntries.Entry entry, MnsResponse reply, Duration wait) {
        Map<String, String> fields = entry.fields();
        Instant nextVisible = instant(fields.get("NextVisibleTime"));
        Instant firstDequeue = instant(fields.get("FirstDequeueTime"));
        Long count = number(fields.get("DequeueCount"));
        Long priority = number(fields.get("Priority"));
        // without a count, FirstDequeueTime may be that of an earlier receive
        boolean first = count != null && count == 1 && firstDequeue != null && nextVisible != null;
        return new ReceivedMessage(
                fields.get("MessageId"),
                fields.get("ReceiptHandle").strip(),
                fields.getOrDefault("MessageBody", ""),
                fields.get("MessageBodyMD5"),
                instant(fields.get("EnqueueTime")),
                firstDequeue,
                nextVisible,
                count == null ? 1 : count.intValue(),
                priority == null ? null : priority.intValue(),
                first
                        ? leases.from(firstDequeue, nextVisible, reply, wait)
                        : leases.until(nextVisible, reply, wait),
                entry.defect());
    }

    private static Instant instant(String millis) {
        Long value = number(millis);
        return value == null ? null : Instant.ofEpochMilli(value);
    }

    /** Null if malformed: one malformed number must not fail the batch. */
    private static Long number(String text) {
        try {
            return text == null ? null : Long.valueOf(text.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
