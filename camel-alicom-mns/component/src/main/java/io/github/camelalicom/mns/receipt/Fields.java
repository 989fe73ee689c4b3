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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The fields of a record under Alibaba Cloud's names, in its order: written as JSON and shown in
 * {@code toString()}. The record itself reads them, where the compiler sees the types.
 */
final class Fields<R extends JsonBody> {

    /** How a value is shown in a log. */
    private enum Exposure {
        CLEAR,
        PHONE,
        HIDDEN
    }

    /**
     * @param name Alibaba Cloud's
     * @param accessor the name of the record's component
     * @param wire the value as Alibaba Cloud sends it
     */
    record Field<R>(
            String name,
            String accessor,
            Exposure exposure,
            Function<R, ?> value,
            Function<R, ?> wire) {

        /** For a component that is not named after the field. */
        Field<R> as(String component) {
            return new Field<>(name, component, exposure, value, wire);
        }

        private void write(R body, Map<String, Object> out) {
            Object written = wire.apply(body);
            if (written != null) {
                out.put(
                        name,
                        written instanceof OffsetDateTime time ? Times.format(time) : written);
            }
        }

        private void show(R body, Masking out) {
            Object shown = value.apply(body);
            switch (exposure) {
                case CLEAR -> out.show(accessor, shown);
                case PHONE -> out.phone(accessor, text(shown));
                case HIDDEN -> out.hide(accessor, text(shown));
            }
        }

        private static String text(Object value) {
            return value == null ? null : value.toString();
        }
    }

    private final List<Field<R>> fields;
    private final Set<String> names;

    private Fields(List<Field<R>> fields) {
        this.fields = fields;
        this.names =
                fields.stream()
                        .map(field -> plain(field.name()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    @SafeVarargs
    static <R extends JsonBody> Fields<R> of(Field<R>... fields) {
        return new Fields<>(List.of(fields));
    }

    /** A value that is not personal. */
    static <R> Field<R> show(String name, Function<R, ?> value) {
        return field(name, Exposure.CLEAR, value, value);
    }

    /**
     * A value that is not personal, and that Alibaba Cloud sends in another form.
     *
     * @param wire to that form; not called for {@code null}
     */
    static <R, V> Field<R> show(String name, Function<R, V> value, Function<V, ?> wire) {
        return field(
                name,
                Exposure.CLEAR,
                value,
                body -> {
                    V present = value.apply(body);
                    return present == null ? null : wire.apply(present);
                });
    }

    /** A number that Alibaba Cloud sends as text. */
    static <R> Field<R> showText(String name, Function<R, Integer> value) {
        return show(name, value, Object::toString);
    }

    /** A time that Alibaba Cloud sends as milliseconds since 1970. */
    static <R> Field<R> showMillis(String name, Function<R, OffsetDateTime> value) {
        return show(name, value, Fields::millis);
    }

    /** The same, as text. */
    static <R> Field<R> showMillisText(String name, Function<R, OffsetDateTime> value) {
        return show(name, value, time -> String.valueOf(millis(time)));
    }

    static <R> Field<R> phone(String name, Function<R, ?> value) {
        return field(name, Exposure.PHONE, value, value);
    }

    /** Text that a person said, wrote or typed, a link to it, or data the application attached. */
    static <R> Field<R> hide(String name, Function<R, ?> value) {
        return field(name, Exposure.HIDDEN, value, value);
    }

    private static <R> Field<R> field(
            String name, Exposure exposure, Function<R, ?> value, Function<R, ?> wire) {
        return new Field<>(name, accessor(name), exposure, value, wire);
    }

    /**
     * The fields of the text received, which alone has Alibaba Cloud's order, spelling and types;
     * of a body made by a program, those that are not {@code null}, and its properties.
     */
    Map<String, Object> asMap(R body) {
        ReceiptSource source = body.source();
        if (source.json() != null) {
            return Collections.unmodifiableMap(JsonText.readObject(source.json()));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        fields.forEach(field -> field.write(body, map));
        // a property never replaces a field that has a component
        source.properties().forEach(map::putIfAbsent);
        return Collections.unmodifiableMap(map);
    }

    /** The properties that are fields of the record, in any spelling, with an unreadable value. */
    Map<String, Object> unreadable(R body) {
        if (body.properties().isEmpty()) {
            return Map.of();
        }
        Map<String, Object> unreadable = new LinkedHashMap<>(body.properties());
        unreadable.keySet().removeIf(name -> !names.contains(plain(name)));
        return unreadable;
    }

    /** {@code report_time} and {@code ReportTime} to {@code reporttime}. */
    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    String toString(R body) {
        Masking out = Masking.of(body.source().messageType());
        fields.forEach(field -> field.show(body, out));
        return out.end(body.properties());
    }

    private static long millis(OffsetDateTime time) {
        return time.toInstant().toEpochMilli();
    }

    /** {@code err_code} and {@code ErrCode} to {@code errCode}. */
    private static String accessor(String name) {
        StringBuilder accessor = new StringBuilder();
        for (String word : name.split("_")) {
            String initial = word.substring(0, 1);
            accessor.append(
                            accessor.isEmpty()
                                    ? initial.toLowerCase(Locale.ROOT)
                                    : initial.toUpperCase(Locale.ROOT))
                    .append(word.substring(1));
        }
        return accessor.toString();
    }
}
