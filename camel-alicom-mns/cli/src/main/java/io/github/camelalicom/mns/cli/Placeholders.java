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
package io.github.camelalicom.mns.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Placeholders as Spring Boot and Quarkus write them, {@code ${name:default}}, and as Camel does,
 * {@code {{name:default}}}. As there, system properties and environment variables take precedence
 * over the file.
 */
final class Placeholders {

    /** Without another one inside: those are resolved first. */
    private static final Pattern INNERMOST =
            Pattern.compile("\\$\\{([^${}]+)}|\\{\\{(\\?)?(?:(?:env|sys):)?([^{}]+)}}");

    /** A name without a value, which is wrong only if it remains: not in a default not used. */
    private static final Pattern UNSET = Pattern.compile("\uFFFF([^\uFFFF]*)\uFFFF");

    /** Against placeholders that refer to each other. */
    private static final int LEVELS = 20;

    private final UnaryOperator<String> environment;
    private final UnaryOperator<String> file;

    /**
     * @param environment a variable by name, or null
     * @param file a property by name, or null
     */
    Placeholders(UnaryOperator<String> environment, UnaryOperator<String> file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * The text with values in place of names.
     *
     * @throws IllegalArgumentException naming a placeholder without value and default
     */
    String resolve(String text) {
        String resolved = text;
        for (int level = 0; level < LEVELS; level++) {
            Matcher found = INNERMOST.matcher(resolved);
            if (!found.find()) {
                return complete(resolved);
            }
            resolved = found.replaceAll(one -> Matcher.quoteReplacement(value(one)));
        }
        throw new IllegalArgumentException("refers to itself");
    }

    private static String complete(String resolved) {
        Matcher unset = UNSET.matcher(resolved);
        if (unset.find()) {
            throw new IllegalArgumentException(
                    "refers to " + unset.group(1) + ", which is not set");
        }
        return resolved;
    }

    private String value(MatchResult placeholder) {
        String inside = placeholder.group(1) == null ? placeholder.group(3) : placeholder.group(1);
        String[] parts = inside.split(":", 2);
        return value(parts[0].strip()).orElseGet(() -> fallback(placeholder, parts));
    }

    /** An optional one of Camel without a value leaves the option unset, as a blank text does. */
    private static String fallback(MatchResult placeholder, String... parts) {
        if (parts.length == 2) {
            return parts[1];
        }
        return placeholder.group(2) == null ? "\uFFFF" + parts[0] + "\uFFFF" : "";
    }

    private Optional<String> value(String name) {
        String variable = name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(environment.apply(name)))
                .or(() -> Optional.ofNullable(environment.apply(variable)))
                .or(() -> Optional.ofNullable(file.apply(name)));
    }
}
