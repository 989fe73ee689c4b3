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
package io.github.camelalicom.mns.emulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelalicom.mns.emulator.pop.CallRecord;
import io.github.camelalicom.mns.emulator.pop.CallRecords;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/**
 * The records from which the voice service answers {@code QueryCallDetailByCallId}: the calls whose
 * receipts were delivered, and those that a test adds. Receipts can be lost on purpose; the service
 * then knows the call, and the queue has no receipt:
 *
 * <pre>{@code
 * alicom.callDetails().loseReceiptsOf("call-1");
 * alicom.deliver(voiceReport().callId("call-1").statusCode("200002"));
 * alicom.callDetails().add(placedCall("call-2").answered());
 * }</pre>
 */
public final class CallDetails {

    private static final String MESSAGE_TYPE = "VoiceReport";

    /** The service's name of a field, by its name in a receipt. */
    @Provenance(
            value = Basis.ASSUMED,
            source =
                    "the fields of both are documented, and not that they have equal values; no"
                            + " difference to a client that reads both by their meaning")
    private static final Map<String, String> NAMES = names();

    private final CallRecords records;
    private final InstantSource clock;
    private final LostReceipts lost =
            new LostReceipts(receipt -> new String[] {receipt.field("call_id")});

    CallDetails(CallRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("caller", "caller");
        names.put("callee", "callee");
        names.put("caller_show_num", "callerShowNumber");
        names.put("callee_show_num", "calleeShowNumber");
        names.put("start_time", "startDate");
        names.put("end_time", "endDate");
        names.put("status_code", "state");
        names.put("status_msg", "stateDesc");
        names.put("a_ring_time", "aRingTime");
        names.put("a_end_time", "aEndTime");
        names.put("b_ring_time", "bRingTime");
        names.put("b_end_time", "bEndTime");
        return names;
    }

    /** Adds records, as placing the calls would. */
    public CallDetails add(PlacedCall... calls) {
        for (PlacedCall call : calls) {
            records.put(call.record(clock.instant()));
        }
        return this;
    }

    /** The number of records. */
    public int size() {
        return records.size();
    }

    /**
     * Loses this share of the receipts of calls that are delivered afterwards. The choice depends
     * only on the seed and the call ids, so that it is the same in each run.
     *
     * @param share 0 (none) to 1 (all)
     */
    public CallDetails loseReceipts(double share, long seed) {
        lost.lose(share, seed);
        return this;
    }

    /** Loses the receipts of these calls that are delivered afterwards. */
    public CallDetails loseReceiptsOf(String... callIds) {
        lost.lose(List.of(callIds));
        return this;
    }

    /** Loses no more receipts. */
    public CallDetails loseNoReceipts() {
        lost.loseNone();
        return this;
    }

    /** The call ids of the receipts lost so far, in order. */
    public List<String> lost() {
        return lost.ids();
    }

    /**
     * Records the call that a receipt reports.
     *
     * @return whether the receipt is to be lost
     */
    boolean loses(Receipt<?> receipt) {
        if (!receipt.messageType().equals(MESSAGE_TYPE) || receipt.field("call_id") == null) {
            return false;
        }
        records.put(record(receipt));
        return lost.loses(receipt);
    }

    private CallRecord record(Receipt<?> receipt) {
        Map<String, String> data = new LinkedHashMap<>();
        NAMES.forEach(
                (field, name) -> {
                    if (receipt.field(field) != null) {
                        data.put(name, receipt.field(field));
                    }
                });
        return new CallRecord(
                receipt.field("call_id"),
                null,
                time(receipt.field("originate_time")),
                seconds(receipt.field("duration")),
                data);
    }

    private static Integer seconds(String duration) {
        return duration != null && duration.matches("\\d{1,9}") ? Integer.valueOf(duration) : null;
    }

    /**
     * The time in a receipt may be malformed on purpose; the service then uses the current time.
     */
    private Instant time(String text) {
        return ChinaTime.read(text).orElseGet(clock::instant);
    }

    void clear() {
        records.clear();
        lost.clear();
    }
}
