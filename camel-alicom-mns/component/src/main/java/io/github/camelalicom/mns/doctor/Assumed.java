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
    DEPARTED_CLIENTS("departed-clients", "noticed"),
    REFUSED_TOKEN("refused-token", "403-access-denied"),
    TOKEN_SCOPE("token-scope", "own-type"),
    TOKEN_END("token-end", "china-time"),
    VISIBILITY_CHANGE("visibility-change", "allowed"),
    BATCH_DELETE("batch-delete", "allowed"),
    DELETE_FAILURE("delete-failure", "404-list"),
    STALE_HANDLE("stale-handle", "by-state"),
    LONG_POLLS("long-polls", "held"),
    EMPTY_QUEUE("empty-queue", "404"),
    UNKNOWN_QUEUE("unknown-queue", "404"),
    EXPIRED_REQUEST("expired-request", "408"),
    BODY("body", "base64"),
    DIGEST("digest", "of-wire"),
    SLOW_ANSWERS("slow-answers", "none"),
    SEND_DETAILS_DAY("send-details-day", "refused"),
    QUERY_MESSAGE_STATUS("query-message-status", "current");

    private final String topic;
    private final String value;

    Assumed(String topic, String value) {
        this.topic = topic;
        this.value = value;
    }

    AssumptionVerdict verdict(String seen) {
        return new AssumptionVerdict(topic, value, seen);
    }

    String topic() {
        return topic;
    }

    String value() {
        return value;
    }
}
