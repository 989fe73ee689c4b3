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
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.TreeNode;

/** Writes plain Java as JSON. A value of a type that JSON does not have becomes text. */
final class JsonWriter {

    private final JsonGenerator out;
    private final boolean sorted;

    private JsonWriter(JsonGenerator out, boolean sorted) {
        this.out = out;
        this.sorted = sorted;
    }

    static String write(Map<?, ?> object) {
        return write(object, false);
    }

    /** The same text for the same fields: sorted by name, no white space. */
    static String canonical(Map<?, ?> object) {
        return write(object, true);
    }

    private static String write(Map<?, ?> object, boolean sorted) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonText.FACTORY.createGenerator(text)) {
            new JsonWriter(out, sorted).object(object);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "ALICOM-604 The fields cannot be written as JSON: nested too deep", e);
        }
        return text.toString();
    }

    private void value(Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof TreeNode node) {
            // Jackson's, which is an iterable of its values without their names
            out.writeRawValue(node.toString());
        } else if (value instanceof Iterable<?> values) {
            array(values);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof OffsetDateTime time) {
            out.writeString(Times.format(time));
        } else {
            out.writeString(value.toString());
        }
    }

    private void number(Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            out.writeNumber(integer);
        } else if (number instanceof Float decimal) {
            // as a double it has other digits
            out.writeNumber(decimal);
        } else if (number instanceof Double decimal) {
            out.writeNumber(decimal);
        } else {
            out.writeNumber(number.longValue());
        }
    }

    private void object(Map<?, ?> object) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> field : ordered(object).entrySet()) {
            out.writeFieldName(String.valueOf(field.getKey()));
            value(field.getValue());
        }
        out.writeEndObject();
    }

    private void array(Iterable<?> values) throws IOException {
        out.writeStartArray();
        for (Object value : values) {
            value(value);
        }
        out.writeEndArray();
    }

    private Map<?, ?> ordered(Map<?, ?> object) {
        if (!sorted) {
            return object;
        }
        Map<String, Object> byName = new TreeMap<>();
        object.forEach((name, value) -> byName.put(String.valueOf(name), value));
        return byName;
    }
}
