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

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of the SMS service, and the form of its answers. To bound the memory, the latest
 * {@value #KEPT} records are retained.
 */
public final class SendRecords {

    /** The number of records retained. */
    public static final int KEPT = 50_000;

    /**
     * The form of the answers.
     *
     * @param totalAsText TotalCount is a text, as in the typed SDK of Alibaba Cloud, not a number
     * @param listEmpty the list is empty although the total is not 0
     * @param numbersMasked the records show 1390000****, as the documented sample does
     */
    public record Manner(boolean totalAsText, boolean listEmpty, boolean numbersMasked) {

        /** The most likely form. */
        public static final Manner USUAL = new Manner(false, false, false);
    }

    /** One message to one number; a message without a biz id is always a new one. */
    private record Key(String phoneNumber, Object id) {}

    private final Map<Key, SendRecord> records = new LinkedHashMap<>();
    private volatile Manner manner = Manner.USUAL;

    /** Adds a record, or updates the record of the same number and biz id. */
    public synchronized void put(SendRecord record) {
        Object id = record.bizId() == null ? new Object() : record.bizId();
        records.merge(new Key(record.phoneNumber(), id), record, SendRecord::updatedBy);
        if (records.size() > KEPT) {
            records.remove(records.keySet().iterator().next());
        }
    }

    public synchronized int size() {
        return records.size();
    }

    public Manner manner() {
        return manner;
    }

    public void answer(Manner changed) {
        manner = changed;
    }

    public synchronized void clear() {
        records.clear();
        manner = Manner.USUAL;
    }

    /** The records of a number and a day, and of a biz id unless it is null; oldest first. */
    synchronized List<SendRecord> find(String phoneNumber, String bizId, LocalDate day) {
        return records.values().stream()
                .filter(record -> record.isOf(phoneNumber, bizId, day))
                .sorted(Comparator.comparing(SendRecord::sendTime))
                .toList();
    }
}
