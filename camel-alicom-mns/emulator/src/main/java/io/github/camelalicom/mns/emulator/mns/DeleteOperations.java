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

import java.util.List;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.mns.EmulatedQueue.HandleResult;
import io.github.camelalicom.mns.emulator.mns.UndocumentedMns.FailedDeletes;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** DeleteMessage and BatchDeleteMessage. */
@Provenance(value = Basis.DOCUMENTED, source = "help 35138, 35139")
final class DeleteOperations {

    private DeleteOperations() {}

    static Answer delete(Call call) {
        LiveQueue queue = call.queue();
        String handle =
                call.query().text(Query.HANDLE).orElseThrow(DeleteOperations::missingHandle);
        HandleResult result = queue.delete(List.of(handle), call.origin()).get(0);
        if (result != HandleResult.ACCEPTED) {
            throw result.refusal(call.undocumented());
        }
        return Answer.empty(204);
    }

    static Answer batchDelete(Call call) {
        LiveQueue queue = call.queue();
        if (call.request().body().length == 0) {
            throw missingHandle();
        }
        List<String> handles = ReceiptHandles.of(call.document("ReceiptHandles"));
        if (handles.isEmpty() || handles.size() > Limits.BATCH) {
            throw MnsException.outOfRange("the number of handles", 1, Limits.BATCH, "handles");
        }
        List<HandleResult> results = queue.delete(handles, call.origin());
        boolean all = results.stream().allMatch(result -> result == HandleResult.ACCEPTED);
        return all ? Answer.empty(204) : failures(call, handles, results);
    }

    /** Names the failed handles only; the others are deleted. */
    @Provenance(value = Basis.DOCUMENTED, source = "help 35139; assumption delete-failure")
    private static Answer failures(Call call, List<String> handles, List<HandleResult> results) {
        FailedDeletes form = call.undocumented().failedDeletes();
        if (!form.named()) {
            MnsException plain = MnsException.receiptHandleError();
            return MnsErrors.answer(
                    call.request(), form.status(), plain.code(), plain.getMessage());
        }
        XmlWriter xml = new XmlWriter().open("Errors", XmlWriter.NAMESPACE);
        for (int i = 0; i < handles.size(); i++) {
            if (results.get(i) != HandleResult.ACCEPTED) {
                MnsException refusal = results.get(i).refusal(call.undocumented());
                xml.open("Error")
                        .text("ErrorCode", refusal.code())
                        .text("ErrorMessage", refusal.getMessage())
                        .text("ReceiptHandle", form.padding() + handles.get(i) + form.padding())
                        .close("Error");
            }
        }
        return Answer.of(form.status(), MnsService.XML, xml.close("Errors").toString())
                .withCode("ReceiptHandleError");
    }

    static MnsException missingHandle() {
        return MnsException.badRequest("MissingReceiptHandle", "ReceiptHandle is required.");
    }
}
