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

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** Message ids and receipt handles in the shape the documentation prints. */
@Provenance(value = Basis.DOCUMENTED, source = "the samples of help 35136; the inside is opaque")
final class MessageIds {

    private static final int HANDLE_BYTES = 25;
    private static final String HANDLE_PREFIX = "1-";
    private static final long ID_BASE = 200_000_000L;

    private MessageIds() {}

    /** A unique id; {@code slice} differs between queues. */
    static String id(String slice, long sequence, Instant now) {
        String time = Long.toHexString(now.toEpochMilli()).toUpperCase(Locale.ROOT);
        return slice + "-2-" + time + "-" + (ID_BASE + sequence);
    }

    /** The sequence number of a message by its id; negative for an id of another form. */
    static long sequenceOfId(String id) {
        try {
            return Long.parseLong(id.substring(id.lastIndexOf('-') + 1)) - ID_BASE;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static String newSlice() {
        return "%016X".formatted(ThreadLocalRandom.current().nextLong());
    }

    /** A new handle; its padding, '+' and '/' must be encoded by clients. */
    static String handle(String slice, long sequence) {
        byte[] bytes = new byte[HANDLE_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        ByteBuffer.wrap(bytes).putLong(sequence).putInt(slice.hashCode());
        return HANDLE_PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** The sequence number of the message of a handle; negative for a handle of another queue. */
    static long sequence(String slice, String handle) {
        try {
            byte[] bytes = Base64.getDecoder().decode(handle.substring(HANDLE_PREFIX.length()));
            if (bytes.length != HANDLE_BYTES) {
                return -1;
            }
            ByteBuffer inside = ByteBuffer.wrap(bytes);
            long sequence = inside.getLong();
            return inside.getInt() == slice.hashCode() ? sequence : -1;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return -1;
        }
    }
}
