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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Origin;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** SendMessage and BatchSendMessage. */
@Provenance(value = Basis.DOCUMENTED, source = "MNS reference, SendMessage, BatchSendMessage")
final class SendOperation {

    private SendOperation() {}

    static Answer run(Call call) {
        LiveQueue queue = call.queue();
        XmlElement document = call.document("Message", "Messages");
        return document.name().equals("Message")
                ? one(queue, document, call.origin())
                : batch(queue, document, call.origin());
    }

    private static Answer one(LiveQueue queue, XmlElement message, Origin origin) {
        NewMessage valid = validate(message, queue.attributes());
        XmlWriter xml = new XmlWriter().open("Message", XmlWriter.NAMESPACE);
        writeFields(xml, queue.sendAll(List.of(valid), origin).get(0));
        return Answer.of(201, MnsService.XML, xml.close("Message").toString());
    }

    private static Answer batch(LiveQueue queue, XmlElement document, Origin origin) {
        List<XmlElement> messages = document.children("Message");
        if (messages.isEmpty() || messages.size() > Limits.BATCH) {
            throw MnsException.outOfRange("the number of messages", 1, Limits.BATCH, "messages");
        }
        int total = messages.stream().mapToInt(SendOperation::bodyBytes).sum();
        if (total > Limits.MESSAGE_BYTES) {
            throw MnsException.outOfRange("the batch", 1, Limits.MESSAGE_BYTES, "bytes");
        }
        return sendEach(queue, messages, origin);
    }

    @Provenance(
            value = Basis.SDK,
            source =
                    "BatchSendMessageAction reads per-item errors; the status 400 is assumed, no"
                            + " difference to a client that sends nothing")
    private static Answer sendEach(LiveQueue queue, List<XmlElement> messages, Origin origin) {
        XmlWriter xml = new XmlWriter().open("Messages", XmlWriter.NAMESPACE);
        List<String> failures = new ArrayList<>();
        for (XmlElement message : messages) {
            xml.open("Message");
            try {
                NewMessage valid = validate(message, queue.attributes());
                writeFields(xml, queue.sendAll(List.of(valid), origin).get(0));
            } catch (MnsException e) {
                failures.add(e.code());
                xml.text("ErrorCode", e.code()).text("ErrorMessage", e.getMessage());
            }
            xml.close("Message");
        }
        String body = xml.close("Messages").toString();
        return failures.isEmpty()
                ? Answer.of(201, MnsService.XML, body)
                : Answer.of(400, MnsService.XML, body).withCode(failures.get(0));
    }

    private static NewMessage validate(XmlElement message, QueueAttributes attributes) {
        String body =
                message.childText("MessageBody")
                        .orElseThrow(() -> MnsException.invalidXml("no MessageBody"));
        int limit = Math.min(attributes.maximumMessageSize(), Limits.MESSAGE_BYTES);
        if (body.isEmpty() || bodyBytes(message) > limit) {
            throw MnsException.outOfRange("MessageBody", 1, limit, "bytes");
        }
        int priority =
                message.childNumber("Priority", 1, Limits.LOWEST_PRIORITY, "")
                        .orElse(Limits.DEFAULT_PRIORITY);
        Duration delay =
                message.childNumber("DelaySeconds", 0, Limits.DELAY_SECONDS, "seconds")
                        .map(Duration::ofSeconds)
                        .orElse(null);
        return new NewMessage(body, null, priority, delay);
    }

    private static int bodyBytes(XmlElement message) {
        String body = message.childText("MessageBody").orElse("");
        return body.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void writeFields(XmlWriter xml, StoredMessage sent) {
        xml.text("MessageId", sent.id).text("MessageBodyMD5", sent.md5);
        if (sent.handle != null) {
            xml.text("ReceiptHandle", sent.handle);
        }
    }
}
