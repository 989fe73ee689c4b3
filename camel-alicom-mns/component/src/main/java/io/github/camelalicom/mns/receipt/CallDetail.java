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
package io.github.camelalicom.mns.receipt;

import java.time.OffsetDateTime;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;

import static io.github.camelalicom.mns.receipt.Fields.phone;
import static io.github.camelalicom.mns.receipt.Fields.show;

/**
 * What the voice service knows of one call ({@code QueryCallDetailByCallId}): the answer for a
 * {@link VoiceReport} that was not received. Any component may be {@code null}: the service leaves
 * fields out, and the times of a call that was not answered are empty.
 *
 * @param callId as asked for: the service does not repeat it
 * @param statusCode {@code 200000} for an answered call, else why not (state): an open set
 * @param statusMsg the status in words (stateDesc)
 * @param createTime when the service accepted the call (gmtCreate)
 * @param startTime when the call was answered (startDate)
 * @param endTime when the call ended (endDate)
 * @param duration length of the call in seconds
 * @param caller the calling number
 * @param callee the called number
 * @param callerShowNum the number shown to the caller
 * @param calleeShowNum the number shown to the called
 * @param aRingTime when the phone of the first leg rang
 * @param aEndTime when the first leg ended
 * @param bRingTime when the phone of the second leg rang
 * @param bEndTime when the second leg ended
 * @param source the text received and its further fields
 * @see <a href="https://help.aliyun.com/document_detail/393529.html">QueryCallDetailByCallId</a>
 */
public record CallDetail(
        String callId,
        String statusCode,
        String statusMsg,
        OffsetDateTime createTime,
        OffsetDateTime startTime,
        OffsetDateTime endTime,
        Integer duration,
        String caller,
        String callee,
        String callerShowNum,
        String calleeShowNum,
        OffsetDateTime aRingTime,
        OffsetDateTime aEndTime,
        OffsetDateTime bRingTime,
        OffsetDateTime bEndTime,
        ReceiptSource source)
        implements JsonBody {

    static final String TYPE = "CallDetail";

    private static final String CALL_ID = "callId";

    private static final Fields<CallDetail> FIELDS =
            Fields.of(
                    show(CALL_ID, CallDetail::callId),
                    show("state", CallDetail::statusCode).as("statusCode"),
                    show("stateDesc", CallDetail::statusMsg).as("statusMsg"),
                    show("gmtCreate", CallDetail::createTime).as("createTime"),
                    show("startDate", CallDetail::startTime).as("startTime"),
                    show("endDate", CallDetail::endTime).as("endTime"),
                    show("duration", CallDetail::duration),
                    phone("caller", CallDetail::caller),
                    phone("callee", CallDetail::callee),
                    phone("callerShowNumber", CallDetail::callerShowNum).as("callerShowNum"),
                    phone("calleeShowNumber", CallDetail::calleeShowNum).as("calleeShowNum"),
                    show("aRingTime", CallDetail::aRingTime),
                    show("aEndTime", CallDetail::aEndTime),
                    show("bRingTime", CallDetail::bRingTime),
                    show("bEndTime", CallDetail::bEndTime));

    public CallDetail {
        source = source == null ? ReceiptSource.none(TYPE) : source;
    }

    /**
     * Reads the service's detail, leniently as receipts are read.
     *
     * @param json a JSON object
     * @param query what was asked for
     */
    public static CallDetail ofJson(String json, CallDetailQuery query) {
        Map<String, Object> fields = JsonText.readObject(json);
        fields.put(CALL_ID, query.callId());
        return read(new FieldReader(TYPE, JsonWriter.write(fields)));
    }

    @JsonCreator(mode = Mode.DELEGATING)
    static CallDetail read(FieldReader in) {
        return new CallDetail(
                in.text(CALL_ID),
                in.text("state"),
                in.text("stateDesc"),
                in.time("gmtCreate"),
                in.time("startDate"),
                in.time("endDate"),
                in.integer("duration"),
                in.text("caller"),
                in.text("callee"),
                in.text("callerShowNumber"),
                in.text("calleeShowNumber"),
                in.time("aRingTime"),
                in.time("aEndTime"),
                in.time("bRingTime"),
                in.time("bEndTime"),
                in.source(TYPE));
    }

    /** The receipt of this call; what the service does not return is {@code null}. */
    public VoiceReport toVoiceReport() {
        return new VoiceReport(
                callId,
                statusCode,
                createTime,
                null,
                startTime,
                endTime,
                caller,
                callee,
                duration,
                null,
                null,
                null,
                statusMsg,
                null,
                null,
                null,
                null,
                null,
                null,
                aRingTime,
                null,
                aEndTime,
                null,
                null,
                bRingTime,
                null,
                bEndTime,
                null,
                null,
                null,
                callerShowNum,
                calleeShowNum,
                null);
    }

    @Override
    public Map<String, Object> asMap() {
        return FIELDS.asMap(this);
    }

    @Override
    public String toString() {
        return FIELDS.toString(this);
    }
}
