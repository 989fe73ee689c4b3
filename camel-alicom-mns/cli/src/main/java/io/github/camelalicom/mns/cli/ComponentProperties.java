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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.AlicomMnsComponentConfigurer;
import io.github.camelalicom.mns.AlicomMnsEndpointConfigurer;

/** The options of the component in a properties file of a Camel application. */
final class ComponentProperties {

    private static final String PREFIX = "camel.component.alicom-mns.";
    private static final Pattern DASH = Pattern.compile("-([a-z])");

    /** Of Camel's starters and Camel Main; they say whether the options apply. */
    private static final Set<String> SWITCHES = Set.of("enabled", "customizer.enabled");

    private static final AlicomMnsComponentConfigurer COMPONENT =
            new AlicomMnsComponentConfigurer();
    private static final AlicomMnsEndpointConfigurer ENDPOINT = new AlicomMnsEndpointConfigurer();

    private final Map<String, String> values;
    private final Placeholders placeholders;

    private ComponentProperties(Map<String, String> values, Placeholders placeholders) {
        this.values = values;
        this.placeholders = placeholders;
    }

    static ComponentProperties none() {
        return new ComponentProperties(Map.of(), null);
    }

    /**
     * Reads them.
     *
     * @throws IOException if the file is not a readable properties file
     */
    static ComponentProperties read(Path file) throws IOException {
        Properties all = load(file);
        Map<String, String> values = new TreeMap<>();
        for (String name : all.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                String option =
                        name.substring(PREFIX.length()).replaceFirst("^configuration\\.", "");
                values.put(camelCase(option), all.getProperty(name));
            }
        }
        if (values.isEmpty()) {
            throw new IOException("has no property " + PREFIX + "*; YAML is not read");
        }
        return new ComponentProperties(values, new Placeholders(System::getenv, all::getProperty));
    }

    private static Properties load(Path file) throws IOException {
        Properties all = new Properties();
        // as a stream: a reader of Files refuses what is not UTF-8, such as a comment in GBK
        try (InputStream stream = Files.newInputStream(file)) {
            all.load(stream);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("cannot be read", e);
        }
        return all;
    }

    /**
     * The options of endpoints by their names in camel case, however they are written in the file.
     *
     * @param except options that are given otherwise
     * @throws IllegalArgumentException naming an option whose placeholder has no value
     */
    Map<String, String> options(Set<String> except) {
        Map<String, String> options = new HashMap<>();
        values.forEach(
                (name, value) -> {
                    if (!except.contains(name) && !isOfComponentOnly(name)) {
                        options.put(name, resolve(name, value));
                    }
                });
        return options;
    }

    private String resolve(String name, String value) {
        try {
            return placeholders.resolve(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Option " + name + " " + e.getMessage());
        }
    }

    /** Such as those of its health checks, which say nothing about an account. */
    private static boolean isOfComponentOnly(String option) {
        return SWITCHES.contains(option)
                || COMPONENT.getOptionType(option, true) != null
                        && ENDPOINT.getOptionType(option, true) == null;
    }

    /** As the component names it. */
    static String camelCase(String option) {
        return DASH.matcher(option).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
