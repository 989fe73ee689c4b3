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
package io.github.camelalicom.mns;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;

/**
 * Names of the headers that the consumer sets and the producer reads. The consumer settles messages
 * without reading any of them.
 */
public final class AlicomMnsConstants {

    @Metadata(
            label = "common",
            description =
                    "The ID of the message, the same for each delivery. Identifies the message"
                            + " for deleteMessage and changeVisibility. For queryMessage, the ID"
                            + " that sending returned.",
            javaType = "String")
    public static final String MESSAGE_ID = "CamelAlicomMnsMessageId";

    @Metadata(
            label = "consumer",
            description =
                    "The message type of the receipt as Alibaba Cloud names it, such as"
                            + " SmsReport.",
            javaType = "String")
    public static final String MESSAGE_TYPE = "CamelAlicomMnsMessageType";

    @Metadata(label = "consumer", description = "The name of the queue.", javaType = "String")
    public static final String QUEUE_NAME = "CamelAlicomMnsQueueName";

    @Metadata(
            label = "common",
            description =
                    "The receipt handle of the delivery. deleteMessage and changeVisibility use"
                            + " it if no consumer holds the message any more; changeVisibility"
                            + " replaces it with the new handle.",
            javaType = "String")
    public static final String RECEIPT_HANDLE = "CamelAlicomMnsReceiptHandle";

    @Metadata(
            label = "consumer",
            description = "The number of times the message was received, including this one.",
            javaType = "Integer")
    public static final String DEQUEUE_COUNT = "CamelAlicomMnsDequeueCount";

    @Metadata(
            label = "consumer",
            description = "The time when the message was enqueued.",
            javaType = "java.time.Instant")
    public static final String ENQUEUE_TIME = "CamelAlicomMnsEnqueueTime";

    @Metadata(
            label = "consumer",
            description = "The time when the message was received for the first time.",
            javaType = "java.time.Instant")
    public static final String FIRST_DEQUEUE_TIME = "CamelAlicomMnsFirstDequeueTime";

    @Metadata(
            label = "consumer",
            description =
                    "The time when the lease expires and an undeleted message is visible again,"
                            + " by the clock of MNS.",
            javaType = "java.time.Instant")
    public static final String NEXT_VISIBLE_TIME = "CamelAlicomMnsNextVisibleTime";

    @Metadata(
            label = "consumer",
            description = "The priority of the message, 1 (highest) to 16.",
            javaType = "Integer")
    public static final String PRIORITY = "CamelAlicomMnsPriority";

    @Metadata(
            label = "consumer",
            description =
                    "The business key of the receipt, the same for duplicates of an event, for"
                            + " use in idempotent consumers. Contains no phone number.",
            javaType = "String")
    public static final String RECEIPT_KEY = "CamelAlicomMnsReceiptKey";

    @Metadata(
            label = "consumer",
            description = "The time when the message was enqueued, in milliseconds since 1970.",
            javaType = "Long")
    public static final String MESSAGE_TIMESTAMP = Exchange.MESSAGE_TIMESTAMP;

    @Metadata(
            label = "producer",
            description =
                    "querySendDetails: the phone number the messages were sent to, unless the"
                            + " body contains it.",
            javaType = "String")
    public static final String PHONE_NUMBER = "CamelAlicomMnsPhoneNumber";

    @Metadata(
            label = "producer",
            description =
                    "querySendDetails: the day the messages were sent, in China's time zone and"
                            + " within the last 30 days. A LocalDate or a text such as 20261125.",
            javaType = "java.time.LocalDate")
    public static final String SEND_DATE = "CamelAlicomMnsSendDate";

    @Metadata(
            label = "producer",
            description =
                    "querySendDetails: the ID returned by sending, to query only the messages"
                            + " of that request. Becomes the bizId of the details.",
            javaType = "String")
    public static final String BIZ_ID = "CamelAlicomMnsBizId";

    @Metadata(
            label = "producer",
            description =
                    "queryCallDetail: the ID of the call, as returned by the request that placed"
                            + " the call.",
            javaType = "String")
    public static final String CALL_ID = "CamelAlicomMnsCallId";

    @Metadata(
            label = "producer",
            description =
                    "queryCallDetail: the day of the call in China, as a LocalDate, a time, or a"
                            + " text such as 20261125.",
            javaType = "java.time.LocalDate")
    public static final String QUERY_DATE = "CamelAlicomMnsQueryDate";

    @Metadata(
            label = "producer",
            description =
                    "queryCallDetail: the product ID of the call, such as 11000000300006 for voice"
                            + " notifications or 11010000138001 for voice verification codes.",
            javaType = "Long")
    public static final String PROD_ID = "CamelAlicomMnsProdId";

    @Metadata(
            label = "producer",
            description =
                    "querySendDetails: the number of details according to the SMS service,"
                            + " which may be higher than the number of details returned.",
            javaType = "Long")
    public static final String TOTAL_COUNT = "CamelAlicomMnsTotalCount";

    @Metadata(
            label = "producer",
            description =
                    "changeVisibility: the time until the message is visible again, 1 second to"
                            + " 12 hours. A Duration, a text such as 5m, or milliseconds.",
            javaType = "java.time.Duration")
    public static final String VISIBILITY_TIMEOUT = "CamelAlicomMnsVisibilityTimeout";

    /**
     * Not a header: begins the name of an exchange property, and the id of an exchange follows,
     * which is a part of a split batch. The value is the receipt of that part.
     */
    public static final String RECEIPT_OF_PART = "CamelAlicomMnsReceiptOfPart-";

    /**
     * Not a header: begins the name of an exchange property, and the id of an exchange follows,
     * which is the batch that was split. Its parts have the property, and the batch has it if it
     * collects them.
     */
    public static final String SPLIT_BATCH = "CamelAlicomMnsSplitBatch-";

    private AlicomMnsConstants() {}
}
