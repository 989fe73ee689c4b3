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
package io.github.camelalicom.mns.options;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.util.StringHelper;

/**
 * Checks the text of an option before Camel converts it. Camel converts a malformed duration or
 * number to 0 or ignores it: {@code waitTime=30S} would disable long polling. Its sentence about
 * another malformed value names neither the option nor what is allowed. A blank text, such as that
 * of an empty placeholder, counts as not set.
 */
public final class StrictConfigurer implements PropertyConfigurer, PropertyConfigurerGetter {

    private static final Map<Class<?>, Consumer<String>> READERS =
            Map.of(
                    Duration.class, DurationText::parse,
                    int.class, Integer::parseInt,
                    Integer.class, Integer::parseInt,
                    Long.class, Long::parseLong,
                    double.class, Double::parseDouble,
                    boolean.class, text -> readName(List.of("true", "false"), text));

    private static final Map<Class<?>, String> ALLOWED =
            Map.of(
                    Duration.class, "a duration such as 30s, PT30S or 30000 (milliseconds)",
                    int.class, "a whole number",
                    Integer.class, "a whole number",
                    Long.class, "a whole number",
                    double.class, "a number",
                    boolean.class, "true or false");

    private final PropertyConfigurer generated;

    public StrictConfigurer(PropertyConfigurer generated) {
        this.generated = generated;
    }

    /**
     * Whether the option has a value.
     *
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    public boolean isSet(String name, Object value) {
        Class<?> type = getOptionType(StringHelper.dashToCamelCase(name), true);
        if (type == null || !(value instanceof String text)) {
            return true;
        }
        if (text.isBlank()) {
            return false;
        }
        if (!isReference(text)) {
            check(name, type, text);
        }
        return true;
    }

    private static void check(String name, Class<?> type, String text) {
        Consumer<String> reader = reader(type);
        if (reader != null && !isReadable(text, reader)) {
            throw OptionChecks.wrong(name, text, allowed(type));
        }
    }

    /** {@code null} for a type of which any text is a value. */
    private static Consumer<String> reader(Class<?> type) {
        return type.isEnum() ? text -> readName(names(type), text) : READERS.get(type);
    }

    private static String allowed(Class<?> type) {
        return type.isEnum() ? "one of " + String.join(", ", names(type)) : ALLOWED.get(type);
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
    }

    /**
     * A leading plus and the digits of other scripts are rejected: the JDK accepts them, but Camel
     * converts them to 0.
     */
    private static boolean isReadable(String text, Consumer<String> reader) {
        try {
            reader.accept(text);
            return !text.startsWith("+") && text.chars().allMatch(c -> c < 128);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return false;
        }
    }

    /** In either case, and with blanks around, as Camel does. */
    private static void readName(List<String> names, String text) {
        if (names.stream().noneMatch(text.strip()::equalsIgnoreCase)) {
            throw new IllegalArgumentException(text);
        }
    }

    /** Refers to a bean, or to a property that Camel resolves later. */
    private static boolean isReference(String text) {
        return text.startsWith("#") || text.contains("{{");
    }

    @Override
    public boolean configure(
            CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        return !isSet(name, value) || generated.configure(context, target, name, value, ignoreCase);
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return getter().getOptionType(name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return getter().getAutowiredNames();
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return getter().getCollectionValueType(target, name, ignoreCase);
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return getter().getOptionValue(target, name, ignoreCase);
    }

    private PropertyConfigurerGetter getter() {
        return (PropertyConfigurerGetter) generated;
    }
}
