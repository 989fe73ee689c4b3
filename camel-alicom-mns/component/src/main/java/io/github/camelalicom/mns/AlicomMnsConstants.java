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
 * Names of the headers that the component sets and that its producer reads. The consumer settles
 * without reading any of them.
 */
public final class AlicomMnsConstants {

    @Metadata(
            label = "common",
            description =
                    "The queue's id of the message, the same at every delivery of it. Tells"
                            + " deleteMessage and changeVisibility which one. queryMessage: the id"
                            + " that sending returned, unless the body says it; a message that came"
                            + " from a queue says it in the body",
            javaType = "String")
    public static final String MESSAGE_ID = "CamelAlicomMnsMessageId";

    @Metadata(
            label = "consumer",
            description = "The vendor's name of the kind of receipt, such as SmsReport",
            javaType = "String")
    public static final String MESSAGE_TYPE = "CamelAlicomMnsMessageType";

    @Metadata(
            label = "consumer",
            description = "The queue that the message came from",
            javaType = "String")
    public static final String QUEUE_NAME = "CamelAlicomMnsQueueName";

    @Metadata(
            label = "common",
            description =
                    "The receipt handle under which the message was received. It is replaced when"
                            + " the message's visibility changes. As long as the message is held,"
                            + " deleteMessage and changeVisibility find the present one by the"
                            + " message id; after that they use this one. changeVisibility sets it",
            javaType = "String")
    public static final String RECEIPT_HANDLE = "CamelAlicomMnsReceiptHandle";

    @Metadata(
            label = "consumer",
            description = "How often the message was received, this time included",
            javaType = "Integer")
    public static final String DEQUEUE_COUNT = "CamelAlicomMnsDequeueCount";

    @Metadata(
            label = "consumer",
            description = "When the message came into the queue",
            javaType = "java.time.Instant")
    public static final String ENQUEUE_TIME = "CamelAlicomMnsEnqueueTime";

    @Metadata(
            label = "consumer",
            description = "When the message was first received by anyone",
            javaType = "java.time.Instant")
    public static final String FIRST_DEQUEUE_TIME = "CamelAlicomMnsFirstDequeueTime";

    @Metadata(
            label = "consumer",
            description =
                    "When the message becomes visible again, unless it is deleted, by the server's"
                            + " clock",
            javaType = "java.time.Instant")
    public static final String NEXT_VISIBLE_TIME = "CamelAlicomMnsNextVisibleTime";

    @Metadata(
            label = "consumer",
            description = "The priority in the queue, 1 (highest) to 16",
            javaType = "Integer")
    public static final String PRIORITY = "CamelAlicomMnsPriority";

    @Metadata(
            label = "consumer",
            description =
                    "A business key, the same for the same event delivered twice: made for"
                            + " idempotent consumers. It holds no phone number",
            javaType = "String")
    public static final String RECEIPT_KEY = "CamelAlicomMnsReceiptKey";

    @Metadata(
            label = "consumer",
            description = "When the message came into the queue, in milliseconds since 1970",
            javaType = "Long")
    public static final String MESSAGE_TIMESTAMP = Exchange.MESSAGE_TIMESTAMP;

    @Metadata(
            label = "producer",
            description =
                    "querySendDetails: the number that messages were sent to, one number, unless the"
                            + " body says it",
            javaType = "String")
    public static final String PHONE_NUMBER = "CamelAlicomMnsPhoneNumber";

    @Metadata(
            label = "producer",
            description =
                    "querySendDetails: the day in China on which they were sent, one of the last 30:"
                            + " a LocalDate, or a text such as 20261125",
            javaType = "java.time.LocalDate")
    public static final String SEND_DATE = "CamelAlicomMnsSendDate";

    @Metadata(
            label = "producer",
            description =
                    "querySendDetails: the id that sending returned, to ask for the messages of that"
                            + " request only. Becomes the bizId of the details",
            javaType = "String")
    public static final String BIZ_ID = "CamelAlicomMnsBizId";

    @Metadata(
            label = "producer",
            description =
                    "queryCallDetail: the id that placing the call returned, unless the body says"
                            + " it",
            javaType = "String")
    public static final String CALL_ID = "CamelAlicomMnsCallId";

    @Metadata(
            label = "producer",
            description =
                    "queryCallDetail: the day in China on which the call was placed: a LocalDate,"
                            + " or a text such as 20261125",
            javaType = "java.time.LocalDate")
    public static final String QUERY_DATE = "CamelAlicomMnsQueryDate";

    @Metadata(
            label = "producer",
            description =
                    "queryCallDetail: the number of the product that placed the call:"
                            + " 11000000300006 voice notification, 11010000138001 voice"
                            + " verification code, 11000000300005 IVR, 11000000300009 SIP,"
                            + " 11030000180001 smart call. The service finds nothing under another"
                            + " one",
            javaType = "Long")
    public static final String PROD_ID = "CamelAlicomMnsProdId";

    @Metadata(
            label = "producer",
            description =
                    "Set by querySendDetails: how many details there are as the service counts."
                            + " It has been seen to count more than it gives",
            javaType = "Long")
    public static final String TOTAL_COUNT = "CamelAlicomMnsTotalCount";

    @Metadata(
            label = "producer",
            description =
                    "changeVisibility: how long from now until the message is visible again, 1 s to"
                            + " 12 h: a Duration, a text such as 5m, or milliseconds",
            javaType = "java.time.Duration")
    public static final String VISIBILITY_TIMEOUT = "CamelAlicomMnsVisibilityTimeout";

    private AlicomMnsConstants() {}
}
