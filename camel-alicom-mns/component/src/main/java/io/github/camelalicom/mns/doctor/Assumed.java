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
package io.github.camelalicom.mns.doctor;

/**
 * What the emulator assumes by default, by topic. This component does not depend on the emulator,
 * so the names are repeated here; a test compares them.
 */
enum Assumed {
    DEPARTED_CLIENTS(
            "departed-clients", "noticed", "a check could hide a message for its whole lease"),
    REFUSED_TOKEN("refused-token", "403-access-denied", Reasons.NO_ANSWER),
    TOKEN_SCOPE(
            "token-scope",
            "own-type",
            "needs a token of another type, and the right to delete in batches"),
    TOKEN_END("token-end", "china-time", "no token was granted"),
    VISIBILITY_CHANGE("visibility-change", "allowed", Reasons.A_MESSAGE),
    BATCH_DELETE("batch-delete", "allowed", Reasons.NO_ANSWER),
    DELETE_FAILURE("delete-failure", "404-list", "needs the right to delete in batches"),
    STALE_HANDLE(
            "stale-handle", "by-state", "needs a message whose handle changes with its visibility"),
    LONG_POLLS("long-polls", "held", Reasons.AN_EMPTY_QUEUE),
    EMPTY_QUEUE("empty-queue", "404", Reasons.AN_EMPTY_QUEUE),
    UNKNOWN_QUEUE("unknown-queue", "404", "the token does not open a queue of another name"),
    EXPIRED_REQUEST("expired-request", "408", Reasons.NO_ANSWER),
    BODY("body", "base64", Reasons.A_MESSAGE),
    DIGEST("digest", "of-wire", Reasons.A_MESSAGE + ", and a JVM with MD5"),
    SLOW_ANSWERS("slow-answers", "none", Reasons.A_MESSAGE),
    SEND_DETAILS_DAY(
            "send-details-day",
            "refused",
            "needs a phone number, with the option --phone-number of the command"),
    QUERY_MESSAGE_STATUS(
            "query-message-status",
            "current",
            "needs a message of the international site: compare the status that queryMessage"
                    + " returns");

    private final String topic;
    private final String value;
    private final String otherwise;

    /**
     * @param otherwise why it may not have been seen
     */
    Assumed(String topic, String value, String otherwise) {
        this.topic = topic;
        this.value = value;
        this.otherwise = otherwise;
    }

    AssumptionVerdict verdict(String seen) {
        return new AssumptionVerdict(topic, value, seen, seen == null ? otherwise : "");
    }

    /** Why several of them may not have been seen. */
    private static final class Reasons {

        static final String A_MESSAGE = "needs a message in the queue";
        static final String AN_EMPTY_QUEUE = "needs an empty queue";
        static final String NO_ANSWER = "the queue was not reached, or gave no clear answer";
    }

    String topic() {
        return topic;
    }

    String value() {
        return value;
    }
}
