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

import io.github.camelalicom.mns.emulator.http.Origin;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** One authenticated request to one queue. */
record Call(
        Request request,
        Query query,
        String queueName,
        Queues queues,
        UndocumentedMns undocumented) {

    /** The queue that it names, which must exist. */
    @Provenance(value = Basis.DOCUMENTED, source = "help 27501; assumption unknown-queue")
    LiveQueue queue() {
        return queues.find(queueName).orElseThrow(() -> undocumented.unknownQueue().exception());
    }

    /** The origin that the logs of changed messages refer to. */
    Origin origin() {
        return request.origin();
    }

    /** The document it carries. */
    XmlElement document(String... roots) {
        XmlElement document = XmlElement.parse(request.body());
        for (String root : roots) {
            if (root.equals(document.name())) {
                return document;
            }
        }
        throw MnsException.invalidXml("the root element " + document.name());
    }
}
