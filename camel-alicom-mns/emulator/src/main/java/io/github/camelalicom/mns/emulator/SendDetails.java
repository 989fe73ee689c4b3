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

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;

import io.github.camelalicom.mns.emulator.pop.SendRecord;
import io.github.camelalicom.mns.emulator.pop.SendRecords;
import io.github.camelalicom.mns.emulator.pop.SendRecords.Manner;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/**
 * The records from which the SMS service answers {@code QuerySendDetails}: the messages whose
 * receipts were delivered, and those that a test adds. Receipts can be lost on purpose; the service
 * then knows the state of the message, and the queue has no receipt:
 *
 * <pre>{@code
 * alicom.sendDetails().loseReceipts(0.1, 42);
 * alicom.deliver(smsReport().phoneNumber("13900001234").bizId("b-1").delivered());
 * alicom.sendDetails().add(sentMessage("13900001234").bizId("b-2"));
 * }</pre>
 */
public final class SendDetails {

    private static final String MESSAGE_TYPE = "SmsReport";

    private final SendRecords records;
    private final InstantSource clock;

    private final LostReceipts lost =
            new LostReceipts(
                    receipt ->
                            new String[] {receipt.field("biz_id"), receipt.field("phone_number")});

    SendDetails(SendRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Adds records, as sending the messages would. */
    public SendDetails add(SentMessage... messages) {
        for (SentMessage message : messages) {
            records.put(message.record(clock.instant()));
        }
        return this;
    }

    /** The number of records. */
    public int size() {
        return records.size();
    }

    /**
     * Loses this share of the receipts of short messages that are delivered afterwards. The choice
     * depends only on the seed, the biz ids and the numbers, so that it is the same in each run.
     *
     * @param share 0 (none) to 1 (all)
     */
    public SendDetails loseReceipts(double share, long seed) {
        lost.lose(share, seed);
        return this;
    }

    /** Loses the receipts of these biz ids that are delivered afterwards. */
    public SendDetails loseReceiptsOf(String... bizIds) {
        lost.lose(List.of(bizIds));
        return this;
    }

    /** Loses no more receipts. */
    public SendDetails loseNoReceipts() {
        lost.loseNone();
        return this;
    }

    /** The biz ids of the receipts lost so far, in order. */
    public List<String> lost() {
        return lost.ids();
    }

    /** Whether TotalCount is a text in the answers, instead of a number. */
    public SendDetails totalAsText(boolean text) {
        Manner manner = records.manner();
        return answer(new Manner(text, manner.listEmpty(), manner.numbersMasked()));
    }

    /** Whether the list in the answers is empty although the total is not 0. */
    public SendDetails listEmpty(boolean empty) {
        Manner manner = records.manner();
        return answer(new Manner(manner.totalAsText(), empty, manner.numbersMasked()));
    }

    /** Whether the numbers in the answers end in asterisks, as in the documented sample. */
    public SendDetails numbersMasked(boolean masked) {
        Manner manner = records.manner();
        return answer(new Manner(manner.totalAsText(), manner.listEmpty(), masked));
    }

    private SendDetails answer(Manner manner) {
        records.answer(manner);
        return this;
    }

    /**
     * Records the state that a receipt reports.
     *
     * @return whether the receipt is to be lost
     */
    boolean loses(Receipt<?> receipt) {
        if (!receipt.messageType().equals(MESSAGE_TYPE) || receipt.field("phone_number") == null) {
            return false;
        }
        records.put(record(receipt));
        return lost.loses(receipt);
    }

    private SendRecord record(Receipt<?> receipt) {
        boolean success = "true".equals(receipt.field("success"));
        return new SendRecord(
                receipt.field("phone_number"),
                receipt.field("biz_id"),
                time(receipt.field("send_time")),
                success ? SendRecord.DELIVERED : SendRecord.FAILED,
                time(receipt.field("report_time")),
                receipt.field("err_code"),
                null,
                null,
                receipt.field("out_id"));
    }

    /**
     * The time in a receipt may be malformed on purpose; the service then uses the current time.
     */
    private LocalDateTime time(String text) {
        return ChinaTime.local(ChinaTime.read(text).orElseGet(clock::instant));
    }

    void clear() {
        records.clear();
        lost.clear();
    }
}
