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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;

/**
 * Makes {@link Receipt#key()}: SHA-256, cut to 128 bits, over the identifying fields. Each is
 * preceded by its length, so that ("ab", "c") and ("a", "bc") differ.
 */
final class ReceiptKey {

    private static final int BYTES = 16;
    private static final int ABSENT = -1;
    private static final byte[] NONE = {};

    private final Receipt receipt;

    /**
     * Known fields whose value could not be read: it tells one event from another, all the same.
     */
    private final Map<String, Object> unreadable;

    private final MessageDigest digest = sha256();
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private boolean complete = true;

    private ReceiptKey(Receipt receipt, Map<String, Object> unreadable) {
        this.receipt = receipt;
        this.unreadable = unreadable;
    }

    static <R extends Receipt> ReceiptKey of(R receipt, Fields<R> fields) {
        return new ReceiptKey(receipt, fields.unreadable(receipt));
    }

    /** The key over all fields of the receipt, independent of order and white space. */
    static String ofWhole(Receipt receipt) {
        ReceiptKey key = new ReceiptKey(receipt, Map.of());
        key.add(JsonWriter.canonical(receipt.asMap()));
        return key.finish();
    }

    /** Fields that are necessary to identify the event. */
    ReceiptKey require(String... fields) {
        for (String field : fields) {
            complete &= field != null && !field.isBlank();
            add(field);
        }
        return this;
    }

    ReceiptKey and(Object... fields) {
        for (Object field : fields) {
            // the same moment under another offset is the same event
            Object value = field instanceof OffsetDateTime time ? time.toInstant() : field;
            add(value == null ? null : value.toString());
        }
        return this;
    }

    String build() {
        if (!complete) {
            return ofWhole(receipt);
        }
        if (!unreadable.isEmpty()) {
            add(JsonWriter.canonical(unreadable));
        }
        return finish();
    }

    private void add(String field) {
        byte[] bytes = field == null ? NONE : field.getBytes(StandardCharsets.UTF_8);
        length.putInt(0, field == null ? ABSENT : bytes.length);
        digest.update(length.array());
        digest.update(bytes);
    }

    private String finish() {
        return receipt.messageType() + "-" + HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
