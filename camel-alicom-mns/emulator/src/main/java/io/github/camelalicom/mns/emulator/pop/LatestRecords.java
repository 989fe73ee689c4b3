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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Records by id. To bound the memory, the latest {@link SendRecords#KEPT} of them are retained.
 *
 * @param <R> the kind of record
 */
class LatestRecords<R> {

    private final BinaryOperator<R> update;

    // guarded by this
    private final Map<String, R> records = new LinkedHashMap<>();

    /**
     * @param update makes one record of an earlier and a later one with the same id
     */
    LatestRecords(BinaryOperator<R> update) {
        this.update = update;
    }

    final synchronized void put(String id, R record) {
        records.merge(id, record, update);
        if (records.size() > SendRecords.KEPT) {
            records.remove(records.keySet().iterator().next());
        }
    }

    final synchronized Optional<R> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    public final synchronized int size() {
        return records.size();
    }

    public final synchronized void clear() {
        records.clear();
    }
}
