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

/**
 * A question about the live services that the documentation leaves open. {@link Assumption} lists
 * the answers; the first one of a topic is its default.
 */
public enum AssumptionTopic {
    DEPARTED_CLIENTS(
            "departed-clients",
            "Does the server notice that the client of a long poll has closed its connection?",
            "not documented"),
    REFUSED_TOKEN(
            "refused-token",
            "How does MNS refuse a wrong or expired security token?",
            "not documented; OSS uses SecurityTokenExpired and InvalidSecurityToken"),
    TOKEN_SCOPE(
            "token-scope",
            "Which queues does a token open?",
            "not documented; queue names end in the message type, and clients that give no name"
                    + " read the queue of the type"),
    TOKEN_END(
            "token-end",
            "How is the end of a token written?",
            "Java, PHP, Go and Node samples read China time without a zone; the format is not"
                    + " documented"),
    VISIBILITY_CHANGE(
            "visibility-change",
            "May a token change the visibility of a message, and what is the answer?",
            "help 35136 to 35140 document the answer; no client of Alibaba Cloud for receipts"
                    + " makes the call"),
    BATCH_DELETE(
            "batch-delete",
            "May a token delete in batches?",
            "openapi-sdk-php does, the other clients for receipts delete one by one"),
    DELETE_FAILURE(
            "delete-failure",
            "How does a batch delete report the handles that failed?",
            "help 35139, ErrorReceiptHandleListDeserializer of the Java SDK"),
    STALE_HANDLE(
            "stale-handle",
            "Which error code does an invalid handle get?",
            "both codes are documented, which one when is not"),
    LONG_POLLS(
            "long-polls",
            "How long is a long poll held?",
            "help 35136 to 35140 document 0 to 30 s; the settings of the receipt queues are not"
                    + " known"),
    EMPTY_QUEUE(
            "empty-queue",
            "What is the answer of a receive that finds nothing?",
            "help 35136 to 35140 document 404; a proxy or another version may answer otherwise"),
    UNKNOWN_QUEUE(
            "unknown-queue",
            "What is the answer for a queue that does not exist?",
            "help 27501 documents 404; a policy of the token may be checked first"),
    EXPIRED_REQUEST(
            "expired-request",
            "Which status refuses a request whose Date is more than 15 minutes off?",
            "help 27501 says 408, the page on signatures 400"),
    BODY(
            "body",
            "How is a receipt encoded in the body of a message?",
            "the Java and PHP samples decode Base64; other clients also accept plain JSON"),
    DIGEST(
            "digest",
            "Which text is MessageBodyMD5 computed from?",
            "the PHP sample computes it of the Base64 text"),
    SLOW_ANSWERS(
            "slow-answers",
            "Does an answer arrive long after its effect?",
            "any network and any service can be slow"),
    SEND_DETAILS_DAY(
            "send-details-day",
            "How does QuerySendDetails answer for a day outside the last 30?",
            "the 30 days are documented, the answer is not"),
    QUERY_MESSAGE_STATUS(
            "query-message-status",
            "What do the numbers 1 and 3 in an answer of QueryMessage mean?",
            "the pages of Alibaba Cloud disagree");

    private final String topicName;
    private final String question;
    private final String source;

    AssumptionTopic(String topicName, String question, String source) {
        this.topicName = topicName;
        this.question = question;
        this.source = source;
    }

    /** The name on the command line, in JSON and on the page. */
    public String topicName() {
        return topicName;
    }

    public String question() {
        return question;
    }

    public String source() {
        return source;
    }
}
