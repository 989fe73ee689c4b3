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

    private MessageIds() {}

    /** An id no other queue gives; {@code slice} is what tells queues apart. */
    static String id(String slice, long sequence, Instant now) {
        String time = Long.toHexString(now.toEpochMilli()).toUpperCase(Locale.ROOT);
        return slice + "-2-" + time + "-" + (200_000_000L + sequence);
    }

    static String newSlice() {
        return "%016X".formatted(ThreadLocalRandom.current().nextLong());
    }

    /** A handle nobody has seen before; its padding and '+' and '/' keep clients honest. */
    static String handle(long sequence) {
        byte[] bytes = new byte[HANDLE_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        ByteBuffer.wrap(bytes).putLong(sequence);
        return HANDLE_PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** The message a handle was made for; negative when it is no handle of ours. */
    static long sequence(String handle) {
        try {
            byte[] bytes = Base64.getDecoder().decode(handle.substring(HANDLE_PREFIX.length()));
            return bytes.length == HANDLE_BYTES ? ByteBuffer.wrap(bytes).getLong() : -1;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return -1;
        }
    }
}
