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

import java.util.ArrayList;
import java.util.List;

/**
 * The log of one message, oldest entry first. To bound the memory of a message that is received
 * very often, the first entry and the latest ones are kept.
 */
final class MessageLog {

    static final int KEPT = 256;

    /** Most messages are sent, received and deleted, and no more. */
    private final List<LogEntry> entries = new ArrayList<>(3);

    private int dropped;

    void add(LogEntry entry) {
        if (entries.size() == KEPT) {
            entries.remove(1);
            dropped++;
        }
        entries.add(entry);
    }

    List<LogEntry> entries() {
        return List.copyOf(entries);
    }

    int dropped() {
        return dropped;
    }
}
