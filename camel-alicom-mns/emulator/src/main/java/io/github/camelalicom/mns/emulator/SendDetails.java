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
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

import io.github.camelalicom.mns.emulator.pop.SendRecord;
import io.github.camelalicom.mns.emulator.pop.SendRecords;
import io.github.camelalicom.mns.emulator.pop.SendRecords.Manner;

/**
 * What the SMS service tells when it is asked with {@code QuerySendDetails}: the messages whose
 * receipts were delivered, and those that a test puts in. Receipts can be lost on purpose; the
 * service then knows what became of the message, and the queue never tells:
 *
 * <pre>{@code
 * alicom.sendDetails().loseReceipts(0.1, 42);
 * alicom.deliver(smsReport().phoneNumber("13900001234").bizId("b-1").delivered());
 * alicom.sendDetails().add(sentMessage("13900001234").bizId("b-2"));
 * }</pre>
 */
public final class SendDetails {

    private static final String MESSAGE_TYPE = "SmsReport";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final SendRecords records;
    private final InstantSource clock;

    // guarded by this
    private final List<String> lost = new ArrayList<>();
    private Predicate<Receipt<?>> losing = receipt -> false;

    SendDetails(SendRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** Puts messages on record, as sending them would. */
    public SendDetails add(SentMessage... messages) {
        for (SentMessage message : messages) {
            records.put(message.record(clock.instant()));
        }
        return this;
    }

    /** How many messages are on record. */
    public int size() {
        return records.size();
    }

    /**
     * From now on this share of the receipts of short messages never gets into a queue. Which ones
     * depends on the seed, their biz ids and numbers only: the same ones each time.
     *
     * @param share 0 (none) to 1 (all)
     */
    public SendDetails loseReceipts(double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " is not from 0 to 1");
        }
        return lose(
                receipt -> {
                    int id = Objects.hash(receipt.field("biz_id"), receipt.field("phone_number"));
                    return new SplittableRandom(seed ^ id).nextDouble() < share;
                });
    }

    /** From now on the receipts of these biz ids never get into a queue. */
    public SendDetails loseReceiptsOf(String... bizIds) {
        Set<String> ids = Set.of(bizIds);
        return lose(
                receipt ->
                        receipt.field("biz_id") != null && ids.contains(receipt.field("biz_id")));
    }

    /** From now on every receipt gets into its queue. */
    public SendDetails loseNoReceipts() {
        return lose(receipt -> false);
    }

    private synchronized SendDetails lose(Predicate<Receipt<?>> which) {
        losing = which;
        return this;
    }

    /** The biz ids of the receipts that were lost so far, in order. */
    public synchronized List<String> lost() {
        return List.copyOf(lost);
    }

    /** TotalCount is a text in the answers from now on, or a number again. */
    public SendDetails totalAsText(boolean text) {
        Manner manner = records.manner();
        return answer(new Manner(text, manner.listEmpty(), manner.numbersMasked()));
    }

    /** The list is empty in the answers from now on, under a total that says otherwise. */
    public SendDetails listEmpty(boolean empty) {
        Manner manner = records.manner();
        return answer(new Manner(manner.totalAsText(), empty, manner.numbersMasked()));
    }

    /** The numbers end in asterisks in the answers from now on, as the documented sample has it. */
    public SendDetails numbersMasked(boolean masked) {
        Manner manner = records.manner();
        return answer(new Manner(manner.totalAsText(), manner.listEmpty(), masked));
    }

    private SendDetails answer(Manner manner) {
        records.answer(manner);
        return this;
    }

    /**
     * Puts on record what a receipt tells.
     *
     * @return whether the receipt is to be lost
     */
    boolean loses(Receipt<?> receipt) {
        if (!receipt.messageType().equals(MESSAGE_TYPE) || receipt.field("phone_number") == null) {
            return false;
        }
        records.put(record(receipt));
        synchronized (this) {
            boolean loses = losing.test(receipt);
            String bizId = receipt.field("biz_id");
            if (loses && bizId != null) {
                lost.add(bizId);
            }
            return loses;
        }
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

    /** A receipt may be as odd as a test wants it; the service knows when it sent. */
    private LocalDateTime time(String text) {
        try {
            return text == null
                    ? SentMessage.china(clock.instant())
                    : LocalDateTime.parse(text, TIME);
        } catch (DateTimeParseException e) {
            return SentMessage.china(clock.instant());
        }
    }

    synchronized void clear() {
        records.clear();
        lost.clear();
        losing = receipt -> false;
    }
}
