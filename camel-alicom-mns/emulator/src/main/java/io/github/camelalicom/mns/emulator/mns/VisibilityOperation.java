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
import io.github.camelalicom.mns.emulator.mns.UndocumentedMns.ChangedVisibility;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** ChangeMessageVisibility: a new lease, counted from the call, under a new handle. */
@Provenance(value = Basis.DOCUMENTED, source = "help 35136 to 35140; assumption visibility-change")
final class VisibilityOperation {

    private VisibilityOperation() {}

    static Answer run(Call call) {
        LiveQueue queue = call.queue();
        String handle =
                call.query().text(Query.HANDLE).orElseThrow(DeleteOperations::missingHandle);
        int seconds =
                call.query()
                        .number("VisibilityTimeout", 1, Limits.VISIBILITY_SECONDS, "seconds")
                        .orElseThrow(VisibilityOperation::missingTimeout);
        ReceivedMessage leased =
                queue.changeVisibility(handle, Duration.ofSeconds(seconds), call.origin());
        ChangedVisibility form = call.undocumented().changedVisibility();
        if (!form.bodyGiven()) {
            return Answer.empty(200);
        }
        XmlWriter xml = new XmlWriter().open("ChangeVisibility", XmlWriter.NAMESPACE);
        xml.text("ReceiptHandle", leased.handle());
        if (form.timeGiven()) {
            xml.text("NextVisibleTime", leased.nextVisibleTime().toEpochMilli());
        }
        return Answer.of(200, MnsService.XML, xml.close("ChangeVisibility").toString());
    }

    private static MnsException missingTimeout() {
        return MnsException.badRequest(
                "MissingVisibilityTimeout", "VisibilityTimeout is required.");
    }
}
