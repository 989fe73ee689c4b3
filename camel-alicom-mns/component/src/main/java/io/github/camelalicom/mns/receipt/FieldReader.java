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

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes the fields of one JSON object, one after the other. What is not taken, or cannot be read as
 * the type asked for, stays behind and becomes the receipt's properties: so nothing is lost. For
 * one thread.
 */
final class FieldReader {

    private final String messageType;
    private final String json;
    private final Map<String, Object> rest;
    private final List<String> unreadable = new ArrayList<>(0);
    private final List<String> left = new ArrayList<>(0);

    FieldReader(String messageType, String json) {
        this.messageType = messageType;
        this.json = json;
        this.rest = JsonText.readObject(json);
    }

    String text(String field) {
        return take(field, Values::text);
    }

    OffsetDateTime time(String field) {
        return takeUnlessBlank(field, Values::time);
    }

    Integer integer(String field) {
        return takeUnlessBlank(field, Values::integer);
    }

    Long longInteger(String field) {
        return takeUnlessBlank(field, Values::longInteger);
    }

    List<Map<String, Object>> objects(String field) {
        return takeUnlessBlank(field, Values::objects);
    }

    Boolean flag(String field) {
        return takeUnlessBlank(field, Values::flag);
    }

    /** As the international site says it: see {@link Values#outcome}. */
    Boolean outcome(String field) {
        return takeUnlessBlank(field, Values::outcome);
    }

    boolean has(String field) {
        return rest.containsKey(field);
    }

    /** The name by which the receipt has the field: the vendor's pages spell some in two ways. */
    String spelled(String field, String otherwise) {
        return !has(field) && has(otherwise) ? otherwise : field;
    }

    /** Leaves a documented field among the properties, which is then no drift. */
    void leave(String field) {
        left.add(field);
    }

    Map<String, Object> takeAll() {
        Map<String, Object> all = new LinkedHashMap<>(rest);
        rest.clear();
        return all;
    }

    /** Call it last: it holds what is left. */
    ReceiptSource source() {
        return new ReceiptSource(messageType, json, rest);
    }

    void reportTo(SchemaDrift.Listener listener) {
        for (String field : rest.keySet()) {
            if (!left.contains(field)) {
                listener.drifted(messageType, Masking.name(field), kind(field));
            }
        }
    }

    private SchemaDrift.Kind kind(String field) {
        return unreadable.contains(field)
                ? SchemaDrift.Kind.UNREADABLE_VALUE
                : SchemaDrift.Kind.UNKNOWN_FIELD;
    }

    /** The vendor sends "" for a time or a number it does not have. */
    private <T> T takeUnlessBlank(String field, Function<Object, T> reading) {
        if (rest.get(field) instanceof String text && text.isBlank()) {
            rest.remove(field);
            return null;
        }
        return take(field, reading);
    }

    private <T> T take(String field, Function<Object, T> reading) {
        Object value = rest.get(field);
        T read = value == null ? null : reading.apply(value);
        if (value != null && read == null) {
            unreadable.add(field);
        } else {
            rest.remove(field);
        }
        return read;
    }
}
