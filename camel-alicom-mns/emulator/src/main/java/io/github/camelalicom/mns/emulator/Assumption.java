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

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One answer to a question that the documentation of the live services leaves open. Exactly one
 * assumption per topic holds at a time; the first constant of a topic is its default. A client has
 * to work under every one of them:
 *
 * <pre>{@code
 * @RegisterExtension
 * static AlicomEmulatorExtension alicom =
 *         AlicomEmulatorExtension.create().assuming(Assumption.DEPARTED_CLIENTS_UNNOTICED);
 * }</pre>
 *
 * <p>This table is the only one: the builder, the command line, the control API and the page read
 * it.
 */
public enum Assumption {
    DEPARTED_CLIENTS_NOTICED(
            AssumptionTopic.DEPARTED_CLIENTS,
            "noticed",
            "The long poll ends with the connection and takes no message."),
    DEPARTED_CLIENTS_UNNOTICED(
            AssumptionTopic.DEPARTED_CLIENTS,
            "unnoticed",
            "The long poll lives until its wait is over; messages that arrive meanwhile become"
                    + " invisible, and their answer is lost."),

    REFUSED_TOKEN_403_ACCESS_DENIED(
            AssumptionTopic.REFUSED_TOKEN, "403-access-denied", "403 AccessDenied."),
    REFUSED_TOKEN_403_INVALID_ACCESS_KEY_ID(
            AssumptionTopic.REFUSED_TOKEN, "403-invalid-access-key-id", "403 InvalidAccessKeyId."),
    REFUSED_TOKEN_401_SECURITY_TOKEN_EXPIRED(
            AssumptionTopic.REFUSED_TOKEN,
            "401-security-token-expired",
            "401 SecurityTokenExpired."),
    REFUSED_TOKEN_400_INVALID_SECURITY_TOKEN(
            AssumptionTopic.REFUSED_TOKEN,
            "400-invalid-security-token",
            "400 InvalidSecurityToken."),
    REFUSED_TOKEN_408_TIME_EXPIRED(
            AssumptionTopic.REFUSED_TOKEN, "408-time-expired", "408 TimeExpired."),

    TOKEN_SCOPE_OWN_TYPE(
            AssumptionTopic.TOKEN_SCOPE,
            "own-type",
            "The queue it was requested for, if that name ends in the message type; without a name"
                    + " every queue whose name does."),
    TOKEN_SCOPE_ANY_QUEUE(AssumptionTopic.TOKEN_SCOPE, "any-queue", "Every queue."),

    TOKEN_END_CHINA_TIME(
            AssumptionTopic.TOKEN_END, "china-time", "2026-11-22 20:00:00, in China's time zone."),
    TOKEN_END_MISSING(AssumptionTopic.TOKEN_END, "missing", "There is no ExpireTime."),
    TOKEN_END_EMPTY(AssumptionTopic.TOKEN_END, "empty", "ExpireTime is an empty text."),
    TOKEN_END_ISO_UTC(AssumptionTopic.TOKEN_END, "iso-utc", "2026-11-22T12:00:00Z."),
    TOKEN_END_ISO_OFFSET(AssumptionTopic.TOKEN_END, "iso-offset", "2026-11-22T20:00:00+08:00."),
    TOKEN_END_EPOCH_SECONDS(
            AssumptionTopic.TOKEN_END, "epoch-seconds", "Seconds since 1970, as text."),
    TOKEN_END_EPOCH_MILLIS(
            AssumptionTopic.TOKEN_END, "epoch-millis", "Milliseconds since 1970, as text."),
    TOKEN_END_UNREADABLE(AssumptionTopic.TOKEN_END, "unreadable", "A text that is not a time."),

    VISIBILITY_CHANGE_ALLOWED(
            AssumptionTopic.VISIBILITY_CHANGE,
            "allowed",
            "A new handle and NextVisibleTime; the old handle is invalid."),
    VISIBILITY_CHANGE_REFUSED(AssumptionTopic.VISIBILITY_CHANGE, "refused", "403 AccessDenied."),
    VISIBILITY_CHANGE_WITHOUT_ROTATION(
            AssumptionTopic.VISIBILITY_CHANGE,
            "without-rotation",
            "The handle stays valid and is returned."),
    VISIBILITY_CHANGE_WITHOUT_NEXT_VISIBLE_TIME(
            AssumptionTopic.VISIBILITY_CHANGE,
            "without-next-visible-time",
            "A new handle without NextVisibleTime."),
    VISIBILITY_CHANGE_WITHOUT_BODY(
            AssumptionTopic.VISIBILITY_CHANGE,
            "without-body",
            "200 without a body; the handle stays valid."),

    BATCH_DELETE_ALLOWED(AssumptionTopic.BATCH_DELETE, "allowed", "Up to 16 handles a request."),
    BATCH_DELETE_REFUSED(AssumptionTopic.BATCH_DELETE, "refused", "403 AccessDenied."),

    DELETE_FAILURE_404_LIST(
            AssumptionTopic.DELETE_FAILURE, "404-list", "404 with a list of the failed handles."),
    DELETE_FAILURE_200_LIST(
            AssumptionTopic.DELETE_FAILURE, "200-list", "200 with a list of the failed handles."),
    DELETE_FAILURE_404_PLAIN(
            AssumptionTopic.DELETE_FAILURE,
            "404-plain",
            "404 with an error document that names no handle; the valid ones are deleted."),
    DELETE_FAILURE_PADDED_HANDLES(
            AssumptionTopic.DELETE_FAILURE,
            "padded-handles",
            "404 with a list in which white space surrounds the handles."),

    STALE_HANDLE_BY_STATE(
            AssumptionTopic.STALE_HANDLE,
            "by-state",
            "MessageNotExist if the message is deleted, ReceiptHandleError otherwise."),
    STALE_HANDLE_RECEIPT_HANDLE_ERROR(
            AssumptionTopic.STALE_HANDLE, "receipt-handle-error", "Always 400 ReceiptHandleError."),
    STALE_HANDLE_MESSAGE_NOT_EXIST(
            AssumptionTopic.STALE_HANDLE, "message-not-exist", "Always 404 MessageNotExist."),

    LONG_POLLS_HELD(AssumptionTopic.LONG_POLLS, "held", "As long as requested, up to 30 s."),
    LONG_POLLS_EMPTY_AT_ONCE(AssumptionTopic.LONG_POLLS, "empty-at-once", "Not at all."),
    LONG_POLLS_CAPPED(AssumptionTopic.LONG_POLLS, "capped", "As long as requested, up to 5 s."),

    EMPTY_QUEUE_404(AssumptionTopic.EMPTY_QUEUE, "404", "404 MessageNotExist."),
    EMPTY_QUEUE_200_EMPTY_LIST(
            AssumptionTopic.EMPTY_QUEUE, "200-empty-list", "200 with an empty list of messages."),
    EMPTY_QUEUE_204(AssumptionTopic.EMPTY_QUEUE, "204", "204 without a body."),

    UNKNOWN_QUEUE_404(AssumptionTopic.UNKNOWN_QUEUE, "404", "404 QueueNotExist."),
    UNKNOWN_QUEUE_403(AssumptionTopic.UNKNOWN_QUEUE, "403", "403 AccessDenied."),

    EXPIRED_REQUEST_408(AssumptionTopic.EXPIRED_REQUEST, "408", "408 TimeExpired."),
    EXPIRED_REQUEST_400(AssumptionTopic.EXPIRED_REQUEST, "400", "400 TimeExpired."),

    BODY_BASE64(AssumptionTopic.BODY, "base64", "Base64 of the JSON text in UTF-8."),
    BODY_PLAIN(AssumptionTopic.BODY, "plain", "The JSON text itself."),

    DIGEST_OF_WIRE(AssumptionTopic.DIGEST, "of-wire", "The body as transferred."),
    DIGEST_OF_TEXT(AssumptionTopic.DIGEST, "of-text", "The JSON text."),
    DIGEST_MISSING(AssumptionTopic.DIGEST, "missing", "There is no MessageBodyMD5."),

    SLOW_ANSWERS_NONE(AssumptionTopic.SLOW_ANSWERS, "none", "No."),
    SLOW_ANSWERS_TO_VISIBILITY(
            AssumptionTopic.SLOW_ANSWERS,
            "to-visibility",
            "A change of visibility takes effect at once and is answered 5 s later."),
    SLOW_ANSWERS_TO_DELETE(
            AssumptionTopic.SLOW_ANSWERS,
            "to-delete",
            "A delete, single or batch, takes effect at once and is answered 5 s later."),

    SEND_DETAILS_DAY_REFUSED(
            AssumptionTopic.SEND_DETAILS_DAY, "refused", "200 with isv.INVALID_PARAMETERS."),
    SEND_DETAILS_DAY_EMPTY(
            AssumptionTopic.SEND_DETAILS_DAY, "empty", "200 with OK and no records."),

    QUERY_MESSAGE_STATUS_CURRENT(
            AssumptionTopic.QUERY_MESSAGE_STATUS, "current", "1 delivered, 3 being delivered."),
    QUERY_MESSAGE_STATUS_OLDER(
            AssumptionTopic.QUERY_MESSAGE_STATUS, "older", "1 submitted, 3 delivered.");

    private final AssumptionTopic topic;
    private final String value;
    private final String description;

    Assumption(AssumptionTopic topic, String value, String description) {
        this.topic = topic;
        this.value = value;
        this.description = description;
    }

    /** The name of its topic, such as {@code departed-clients}. */
    public String topic() {
        return topic.topicName();
    }

    /** The name of this answer within its topic, such as {@code unnoticed}. */
    public String value() {
        return value;
    }

    /** What the emulator does under it. */
    public String description() {
        return description;
    }

    /** What is known about the topic, with the source. */
    public String source() {
        return topic.source();
    }

    /** Whether it holds unless another one of its topic is chosen. */
    public boolean isDefault() {
        return this == alternatives().get(0);
    }

    /** All answers of its topic, this one included; the default is the first. */
    public List<Assumption> alternatives() {
        return of(topic);
    }

    /** Its topic, with the question and the source. */
    public AssumptionTopic about() {
        return topic;
    }

    /** All answers of a topic; the default is the first. */
    public static List<Assumption> of(AssumptionTopic topic) {
        return Arrays.stream(values()).filter(one -> one.topic == topic).toList();
    }

    /**
     * Finds an assumption by topic and value.
     *
     * @throws IllegalArgumentException that lists what there is
     */
    public static Assumption named(String topic, String value) {
        List<Assumption> named =
                Arrays.stream(values()).filter(one -> one.topic().equals(topic)).toList();
        if (named.isEmpty()) {
            throw unknown(
                    topic, Arrays.stream(AssumptionTopic.values()).map(AssumptionTopic::topicName));
        }
        return named.stream()
                .filter(one -> one.value.equals(value))
                .findFirst()
                .orElseThrow(
                        () -> unknown(topic + "=" + value, named.stream().map(Assumption::value)));
    }

    private static IllegalArgumentException unknown(String name, Stream<String> allowed) {
        return new IllegalArgumentException(
                "\""
                        + name
                        + "\" is not an assumption; allowed are "
                        + allowed.collect(Collectors.joining(", ")));
    }
}
