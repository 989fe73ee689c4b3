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
import java.util.List;

import io.github.camelalicom.mns.emulator.pop.GlobeRecord;
import io.github.camelalicom.mns.emulator.pop.GlobeRecord.State;
import io.github.camelalicom.mns.emulator.pop.GlobeRecords;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/**
 * The records from which the international site answers {@code QueryMessage}: the messages whose
 * receipts were delivered, and those that a test adds. Receipts can be lost on purpose; the service
 * then knows the message, and the queue has no receipt:
 *
 * <pre>{@code
 * alicom.globeMessages().loseReceiptsOf("12441353");
 * alicom.deliver(globeSmsReport().messageId("12441353"));
 * alicom.globeMessages().add(globeMessage("12441354").to("8613900000000"));
 * }</pre>
 */
public final class GlobeMessages {

    private final GlobeRecords records;
    private final InstantSource clock;
    private final LostReceipts lost =
            new LostReceipts(receipt -> new String[] {field(receipt, "message_id", "MessageId")});

    GlobeMessages(GlobeRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Adds records, as sending the messages would. */
    public GlobeMessages add(GlobeMessage... messages) {
        for (GlobeMessage message : messages) {
            records.put(message.record(clock.instant()));
        }
        return this;
    }

    /** The number of records. */
    public int size() {
        return records.size();
    }

    /**
     * Loses this share of the receipts of such messages that are delivered afterwards. The choice
     * depends only on the seed and the message ids, so that it is the same in each run.
     *
     * @param share 0 (none) to 1 (all)
     */
    public GlobeMessages loseReceipts(double share, long seed) {
        lost.lose(share, seed);
        return this;
    }

    /** Loses the receipts of these message ids that are delivered afterwards. */
    public GlobeMessages loseReceiptsOf(String... messageIds) {
        lost.lose(List.of(messageIds));
        return this;
    }

    /** Loses no more receipts. */
    public GlobeMessages loseNoReceipts() {
        lost.loseNone();
        return this;
    }

    /** The message ids of the receipts lost so far, in order. */
    public List<String> lost() {
        return lost.ids();
    }

    /**
     * Records the state that a receipt reports.
     *
     * @return whether the receipt is to be lost
     */
    boolean loses(Receipt<?> receipt) {
        if (!isOfGlobe(receipt) || field(receipt, "message_id", "MessageId") == null) {
            return false;
        }
        records.put(record(receipt));
        return lost.loses(receipt);
    }

    /** Those of the international site are of the type SmsReport, with other field names. */
    private static boolean isOfGlobe(Receipt<?> receipt) {
        return receipt.messageType().equals("GlobeSmsReport")
                || receipt.messageType().equals("SmsReport") && receipt.field("MessageId") != null;
    }

    private GlobeRecord record(Receipt<?> receipt) {
        boolean delivered = "1".equals(field(receipt, "status", "Status"));
        return new GlobeRecord(
                field(receipt, "message_id", "MessageId"),
                field(receipt, "to", "To"),
                delivered ? State.DELIVERED : State.FAILED,
                time(field(receipt, "send_date", "SendDate")),
                time(field(receipt, "receive_date", "ReceiveDate")),
                delivered ? "DELIVERED" : field(receipt, "error_code", "ErrorCode"),
                field(receipt, "error_description", "ErrorDescription"),
                null);
    }

    private static String field(Receipt<?> receipt, String name, String international) {
        return receipt.field(name) == null ? receipt.field(international) : receipt.field(name);
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
