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

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts drift by field, and reports each field once: one line in the log, however many receipts
 * contain it. Thread-safe.
 */
public final class SchemaDrift {

    /** How the field differs. */
    public enum Kind {
        /** The record has no such field; the value is in the receipt's properties. */
        UNKNOWN_FIELD,
        /**
         * The value is not of the field's type; it is in the receipt's properties, and the accessor
         * gives null.
         */
        UNREADABLE_VALUE
    }

    /**
     * Is called for every field in which a receipt differs from the documentation, on the thread
     * that parses, possibly on several at once. Must be quick and must not throw.
     */
    @FunctionalInterface
    public interface Listener {

        /**
         * One difference in one receipt.
         *
         * @param fieldName Alibaba Cloud's name, safe for a log; an unusual one as its length only
         */
        void drifted(String messageType, String fieldName, Kind kind);
    }

    /**
     * This many fields are counted and reported; further ones are added to the total only. Alibaba
     * Cloud adds a few fields; a sender of invented names fills neither memory nor log.
     */
    static final int MAX_FIELDS = 100;

    /** One field that differs from the documentation. */
    public record Field(String messageType, String fieldName, Kind kind) {}

    private static final Comparator<Field> BY_NAME =
            Comparator.comparing(Field::messageType)
                    .thenComparing(Field::fieldName)
                    .thenComparing(Field::kind);

    private static final Logger LOG = LoggerFactory.getLogger(SchemaDrift.class);

    private final Map<Field, LongAdder> counts = new ConcurrentHashMap<>();
    private final LongAdder total = new LongAdder();
    private final Listener firstTime;

    /** Logs a field the first time it is seen, for up to 100 fields. */
    public SchemaDrift() {
        this(SchemaDrift::log);
    }

    /**
     * @param firstTime called the first time a field is seen, for up to 100 fields
     */
    public SchemaDrift(Listener firstTime) {
        this.firstTime = firstTime;
    }

    /** Counts one difference in one receipt; a {@link Listener}. */
    public void drifted(String messageType, String fieldName, Kind kind) {
        total.increment();
        Field field = new Field(messageType, fieldName, kind);
        LongAdder known = counts.get(field);
        if (known != null) {
            known.increment();
        } else if (counts.size() < MAX_FIELDS) {
            countNew(field);
        }
    }

    /** The number of differences, one for each field and receipt. */
    public long total() {
        return total.sum();
    }

    /** The counts by field, sorted by name: a copy. */
    public Map<Field, Long> counts() {
        Map<Field, Long> copy = new TreeMap<>(BY_NAME);
        counts.forEach((field, count) -> copy.put(field, count.sum()));
        return copy;
    }

    private void countNew(Field field) {
        LongAdder mine = new LongAdder();
        LongAdder theirs = counts.putIfAbsent(field, mine);
        (theirs == null ? mine : theirs).increment();
        if (theirs == null) {
            firstTime.drifted(field.messageType(), field.fieldName(), field.kind());
        }
    }

    /** Once per field: a field that Alibaba Cloud adds must not fill the log. */
    private static void log(String messageType, String field, Kind kind) {
        LOG.info(
                "ALICOM-605 {} has {} {}; receipts are delivered as before",
                messageType,
                kind == Kind.UNKNOWN_FIELD
                        ? "a field that is not documented:"
                        : "an unreadable value in field",
                field);
    }
}
