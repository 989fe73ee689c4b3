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
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/** QueryCallDetailByCallId: how one call went. */
@Provenance(
        value = Basis.DOCUMENTED,
        source = "help 393529: QueryDate opens 24 hours; without a match there is no Data")
public final class CallDetailAction {

    private final CallRecords records;

    public CallDetailAction(CallRecords records) {
        this.records = records;
    }

    Answer run(RpcParameters parameters) {
        String callId = parameters.require("CallId");
        long prodId = number(parameters, "ProdId");
        Instant from = Instant.ofEpochMilli(number(parameters, "QueryDate"));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Message", "OK").put("RequestId", PopErrors.requestId()).put("Code", "OK");
        records.find(callId).filter(record -> record.isOf(prodId, from)).ifPresent(writeTo(json));
        return Answer.json(200, json.toString());
    }

    @Provenance(
            value = Basis.ASSUMED,
            source =
                    "the type is documented, the refusal is not; no difference to a client that"
                            + " keeps to it")
    private static long number(RpcParameters parameters, String name) {
        String text = parameters.require(name);
        if (text.matches("\\d{1,18}")) {
            return Long.parseLong(text);
        }
        throw new PopException(
                200, "isv.INVALID_PARAMETERS", "The parameter " + name + " is invalid.");
    }

    @Provenance(
            value = Basis.DOCUMENTED,
            source =
                    "help 393529: Data is a text that holds JSON; the sample has duration as"
                            + " number")
    private static Consumer<CallRecord> writeTo(ObjectNode json) {
        return record -> {
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            record.data().forEach(data::put);
            if (record.duration() != null) {
                data.put("duration", record.duration());
            }
            data.put("gmtCreate", ChinaTime.write(record.created()));
            json.put("Data", data.toString());
        };
    }
}
