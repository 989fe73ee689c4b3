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

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;

/**
 * Takes the fields of one JSON object, one after the other. Those that are not taken, or cannot be
 * read as the type asked for, stay and become the properties of the body: nothing is lost. For one
 * thread.
 *
 * <p>Jackson makes one for the creator of a record, so that a body it reads is read by the same
 * rules as one from the queue.
 */
@JsonDeserialize(using = FieldReader.JacksonReader.class)
final class FieldReader {

    /**
     * Reads the tokens itself: the maps that Jackson makes hold decimals as {@code double}, which
     * loses digits.
     */
    static final class JacksonReader extends JsonDeserializer<FieldReader> {

        @Override
        public FieldReader deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            // inside of another object, Jackson has read the start already
            boolean started = parser.hasToken(JsonToken.FIELD_NAME);
            boolean empty = parser.hasToken(JsonToken.END_OBJECT);
            if (!started && !empty && !parser.isExpectedStartObjectToken()) {
                return (FieldReader) context.handleUnexpectedToken(FieldReader.class, parser);
            }
            String first = started ? parser.currentName() : empty ? null : parser.nextFieldName();
            String json = JsonWriter.write(JsonText.object(parser, first));
            try {
                return new FieldReader(null, json);
            } catch (InvalidReceiptException e) {
                throw JsonMappingException.from(parser, e.getMessage(), e);
            }
        }
    }

    private final String messageType;
    private final String json;
    private final Map<String, Object> rest;
    private final List<String> unreadable = new ArrayList<>(0);
    private final List<String> left = new ArrayList<>(0);

    /** For Jackson 3, which ignores the annotations of Jackson 2's databind. */
    @JsonCreator(mode = Mode.DELEGATING)
    static FieldReader of(Map<String, Object> fields) {
        return new FieldReader(null, JsonWriter.write(fields));
    }

    /**
     * @param messageType {@code null} if only the record is known
     */
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

    /** In the form of the international site: see {@link Values#outcome}. */
    Boolean outcome(String field) {
        return takeUnlessBlank(field, Values::outcome);
    }

    boolean has(String field) {
        return rest.containsKey(field);
    }

    /** The name under which the field exists: Alibaba Cloud's pages spell some in two ways. */
    String spelled(String field, String otherwise) {
        return !has(field) && has(otherwise) ? otherwise : field;
    }

    /** Keeps a documented field among the properties, where it does not count as drift. */
    void leave(String field) {
        left.add(field);
    }

    Map<String, Object> takeAll() {
        Map<String, Object> all = new LinkedHashMap<>(rest);
        rest.clear();
        return all;
    }

    /**
     * To be called last: the fields not taken become its properties.
     *
     * @param typeOfRecord stands in for an unknown message type
     */
    ReceiptSource source(String typeOfRecord) {
        return new ReceiptSource(messageType == null ? typeOfRecord : messageType, json, rest);
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

    /** Alibaba Cloud sends "" for an absent time or number. */
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
