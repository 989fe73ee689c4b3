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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The fields of a record under Alibaba Cloud's names, in its order: written as JSON and shown in
 * {@code toString()}. The record itself reads them, where the compiler sees the types.
 */
final class Fields<R extends Receipt> {

    /** How a value is shown in a log. */
    private enum Exposure {
        CLEAR,
        PHONE,
        HIDDEN
    }

    /**
     * @param wire the value as Alibaba Cloud sends it
     */
    record Field<R>(
            String name, Function<R, ?> value, Exposure exposure, Function<Object, Object> wire) {

        private void write(R receipt, Writer out) {
            Object written = value.apply(receipt);
            out.put(name, written == null ? null : wire.apply(written));
        }

        private void show(R receipt, Masking out) {
            Object shown = value.apply(receipt);
            switch (exposure) {
                case CLEAR -> out.show(accessor(name), shown);
                case PHONE -> out.phone(accessor(name), text(shown));
                case HIDDEN -> out.hide(accessor(name), text(shown));
            }
        }

        private static String text(Object value) {
            return value == null ? null : value.toString();
        }
    }

    private final List<Field<R>> fields;

    private Fields(List<Field<R>> fields) {
        this.fields = fields;
    }

    @SafeVarargs
    static <R extends Receipt> Fields<R> of(Field<R>... fields) {
        return new Fields<>(List.of(fields));
    }

    /** A value that is not personal. */
    static <R> Field<R> show(String name, Function<R, ?> value) {
        return new Field<>(name, value, Exposure.CLEAR, Function.identity());
    }

    /** A number that Alibaba Cloud sends as text. */
    static <R> Field<R> showText(String name, Function<R, ?> value) {
        return new Field<>(name, value, Exposure.CLEAR, Object::toString);
    }

    /** A time that Alibaba Cloud sends as milliseconds since 1970. */
    static <R> Field<R> showMillis(String name, Function<R, OffsetDateTime> value) {
        return new Field<>(name, value, Exposure.CLEAR, Fields::millis);
    }

    /** The same, as text. */
    static <R> Field<R> showMillisText(String name, Function<R, OffsetDateTime> value) {
        return new Field<>(name, value, Exposure.CLEAR, time -> millis(time).toString());
    }

    static <R> Field<R> phone(String name, Function<R, ?> value) {
        return new Field<>(name, value, Exposure.PHONE, Function.identity());
    }

    /** Text that a person said, wrote or typed, a link to it, or data the application attached. */
    static <R> Field<R> hide(String name, Function<R, ?> value) {
        return new Field<>(name, value, Exposure.HIDDEN, Function.identity());
    }

    Map<String, Object> asMap(R receipt) {
        return asMap(receipt.source(), out -> fields.forEach(field -> field.write(receipt, out)));
    }

    /**
     * The fields of the text received, which alone has Alibaba Cloud's order, spelling and types;
     * of a body made by a program, those that {@code written} puts, and its properties.
     */
    static Map<String, Object> asMap(ReceiptSource source, Consumer<Writer> written) {
        if (source.json() != null) {
            return Collections.unmodifiableMap(JsonText.readObject(source.json()));
        }
        Writer writer = new Writer();
        written.accept(writer);
        return writer.with(source.properties());
    }

    String toString(R receipt) {
        Masking out = Masking.of(receipt.messageType());
        fields.forEach(field -> field.show(receipt, out));
        return out.end(receipt.properties());
    }

    private static Long millis(Object time) {
        return ((OffsetDateTime) time).toInstant().toEpochMilli();
    }

    /** {@code err_code} to {@code errCode}. */
    private static String accessor(String name) {
        String[] words = name.split("_");
        StringBuilder accessor = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            accessor.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(words[i].substring(1));
        }
        return accessor.toString();
    }

    /**
     * Collects the fields of a body made by a program under Alibaba Cloud's names, without those
     * that are {@code null}.
     */
    static final class Writer {

        private final Map<String, Object> fields = new LinkedHashMap<>();

        Writer put(String field, Object value) {
            if (value != null) {
                fields.put(
                        field, value instanceof OffsetDateTime time ? Times.format(time) : value);
            }
            return this;
        }

        /** A property never replaces a field that has a component. */
        Map<String, Object> with(Map<String, Object> properties) {
            properties.forEach(fields::putIfAbsent);
            return Collections.unmodifiableMap(fields);
        }
    }
}
