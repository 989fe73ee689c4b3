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
package io.github.camelalicom.mns.emulator.mns;

import java.time.Duration;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** Creates, describes, changes and deletes queues. */
@Provenance(value = Basis.DOCUMENTED, source = "help 35129 and its neighbours")
final class QueueOperations {

    private static final String SECONDS = "seconds";

    private QueueOperations() {}

    static Answer get(Call call) {
        LiveQueue queue = call.queue();
        QueueAttributes attributes = queue.attributes();
        QueueCounts counts = queue.counts();
        XmlWriter xml = new XmlWriter().open("Queue", XmlWriter.NAMESPACE);
        xml.text("QueueName", queue.name());
        xml.text("CreateTime", queue.created().getEpochSecond());
        xml.text("LastModifyTime", queue.modified().getEpochSecond());
        xml.text("DelaySeconds", attributes.delay().toSeconds());
        xml.text("MaximumMessageSize", attributes.maximumMessageSize());
        xml.text("MessageRetentionPeriod", attributes.retention().toSeconds());
        xml.text("VisibilityTimeout", attributes.visibilityTimeout().toSeconds());
        xml.text("PollingWaitSeconds", attributes.pollingWait().toSeconds());
        xml.text("ActiveMessages", counts.visible());
        xml.text("InactiveMessages", counts.invisible() - counts.delayed());
        xml.text("DelayMessages", counts.delayed());
        xml.text("LoggingEnabled", "False");
        return Answer.of(200, MnsService.XML, xml.close("Queue").toString());
    }

    static Answer create(Call call) {
        QueueAttributes wanted = attributes(call, call.queues().defaults());
        LiveQueue existing = call.queues().find(call.queueName()).orElse(null);
        if (existing == null) {
            call.queues().ensure(call.queueName(), wanted);
            String host = call.request().headerOrEmpty("host");
            return Answer.empty(201)
                    .withHeader("Location", "http://" + host + "/queues/" + call.queueName());
        }
        if (!existing.attributes().equals(wanted)) {
            throw new MnsException(
                    409,
                    "QueueAlreadyExist",
                    "The queue you want to create is already exist with different attributes.");
        }
        return Answer.empty(204);
    }

    static Answer set(Call call) {
        LiveQueue queue = call.queue();
        queue.attributes(attributes(call, queue.attributes()));
        return Answer.empty(204);
    }

    static Answer delete(Call call) {
        call.queues().delete(call.queueName());
        return Answer.empty(204);
    }

    private static QueueAttributes attributes(Call call, QueueAttributes unset) {
        if (call.request().body().length == 0) {
            return unset;
        }
        XmlElement queue = call.document("Queue");
        return new QueueAttributes(
                seconds(
                        queue,
                        "VisibilityTimeout",
                        1,
                        Limits.VISIBILITY_SECONDS,
                        unset.visibilityTimeout()),
                seconds(queue, "DelaySeconds", 0, Limits.DELAY_SECONDS, unset.delay()),
                queue.childNumber("MaximumMessageSize", 1024, Limits.MESSAGE_BYTES, "bytes")
                        .orElse(unset.maximumMessageSize()),
                seconds(queue, "MessageRetentionPeriod", 60, 604_800, unset.retention()),
                seconds(queue, "PollingWaitSeconds", 0, Limits.WAIT_SECONDS, unset.pollingWait()));
    }

    private static Duration seconds(
            XmlElement queue, String name, int low, int high, Duration unset) {
        return queue.childNumber(name, low, high, SECONDS).map(Duration::ofSeconds).orElse(unset);
    }
}
