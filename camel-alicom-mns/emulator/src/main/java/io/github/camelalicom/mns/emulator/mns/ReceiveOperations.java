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
import java.util.List;
import java.util.Optional;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** ReceiveMessage, PeekMessage and their batch forms. */
@Provenance(value = Basis.DOCUMENTED, source = "help 35136 to 35140")
final class ReceiveOperations {

    private ReceiveOperations() {}

    static Answer receive(Call call) {
        LiveQueue queue = call.queue();
        Optional<Integer> batch = batch(call);
        Duration wait =
                call.query()
                        .number("waitseconds", 0, Limits.WAIT_SECONDS, "seconds")
                        .map(Duration::ofSeconds)
                        .orElse(queue.attributes().pollingWait());
        try {
            return answer(
                    call, batch, queue.receive(batch.orElse(1), held(wait, call), call.request()));
        } catch (InterruptedException e) {
            // The emulator is being closed.
            Thread.currentThread().interrupt();
            return Answer.DROPPED;
        }
    }

    static Answer peek(Call call) {
        Optional<Integer> batch = batch(call);
        return answer(call, batch, call.queue().peek(batch.orElse(1)));
    }

    private static Optional<Integer> batch(Call call) {
        return call.query().number("numOfMessages", 1, Limits.BATCH, "");
    }

    @Provenance(value = Basis.DOCUMENTED, source = "help 35136 to 35140; assumption long-polls")
    private static Duration held(Duration wait, Call call) {
        Duration longest = call.undocumented().longestPoll();
        return wait.compareTo(longest) <= 0 ? wait : longest;
    }

    /** The answer for an empty queue; the error code is recorded and not sent with every status. */
    @Provenance(value = Basis.DOCUMENTED, source = "help 35136 to 35140; assumption empty-queue")
    static Answer nothing(int status) {
        MnsException empty = MnsException.messageNotExist();
        return switch (status) {
            case 200 -> {
                XmlWriter xml = new XmlWriter().open("Messages", XmlWriter.NAMESPACE);
                String list = xml.close("Messages").toString();
                yield Answer.of(200, MnsService.XML, list).withCode(empty.code());
            }
            case 204 -> Answer.empty(204).withCode(empty.code());
            default -> throw empty;
        };
    }

    private static Answer answer(
            Call call, Optional<Integer> batch, List<ReceivedMessage> messages) {
        if (messages.isEmpty()) {
            return nothing(call.undocumented().emptyStatus());
        }
        XmlWriter xml = new XmlWriter();
        if (batch.isEmpty()) {
            xml.open("Message", XmlWriter.NAMESPACE);
            messages.get(0).writeFields(xml);
            xml.close("Message");
        } else {
            xml.open("Messages", XmlWriter.NAMESPACE);
            messages.forEach(message -> writeItem(xml, message));
            xml.close("Messages");
        }
        return Answer.of(200, MnsService.XML, xml.toString());
    }

    private static void writeItem(XmlWriter xml, ReceivedMessage message) {
        xml.open("Message");
        message.writeFields(xml);
        xml.close("Message");
    }
}
