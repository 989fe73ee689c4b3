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
package io.github.camelalicom.mns.emulator.pop;

import java.time.Instant;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/** QueryMessage of the international site: the state of one message. */
@Provenance(value = Basis.DOCUMENTED, source = "Dysmsapi 2018-05-01, page on QueryMessage")
public final class GlobeMessageAction {

    private final GlobeRecords records;
    private final UndocumentedPop undocumented;

    public GlobeMessageAction(GlobeRecords records, UndocumentedPop undocumented) {
        this.records = records;
        this.undocumented = undocumented;
    }

    Answer run(RpcParameters parameters) {
        String messageId = parameters.require("MessageId");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ResponseCode", "OK").put("ResponseDescription", "OK");
        json.put("RequestId", PopErrors.requestId()).put("MessageId", messageId);
        records.find(messageId).ifPresent(record -> write(record, json));
        return Answer.json(200, json.toString());
    }

    @Provenance(
            value = Basis.ASSUMED,
            source =
                    "the fields are documented, their absence for an unknown or unfinished message"
                            + " is not; assumption query-message-status")
    private void write(GlobeRecord record, ObjectNode json) {
        json.put("Status", undocumented.status(record.state()));
        put(json, "To", record.to());
        put(json, "SendDate", time(record.sendDate()));
        put(json, "ReceiveDate", time(record.receiveDate()));
        put(json, "ErrorCode", record.errorCode());
        put(json, "ErrorDescription", record.errorDescription());
        put(json, "Message", record.content());
        json.putObject("NumberDetail")
                .put("Country", "China")
                .put("Region", "Zhejiang")
                .put("Carrier", "CMCC");
    }

    private static void put(ObjectNode json, String field, String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static String time(Instant time) {
        return time == null ? null : ChinaTime.INTERNATIONAL.format(time);
    }
}
