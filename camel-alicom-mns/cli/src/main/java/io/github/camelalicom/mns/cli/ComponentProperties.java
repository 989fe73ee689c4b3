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
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** The options of the component in a properties file of a Camel application. */
final class ComponentProperties {

    private static final String PREFIX = "camel.component.alicom-mns.";
    private static final Pattern DASH = Pattern.compile("-([a-z])");

    private ComponentProperties() {}

    /** The options by their names in camel case, however they are written in the file. */
    static Map<String, String> read(Path file) throws IOException {
        Properties all = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            all.load(reader);
        }
        Map<String, String> options = new HashMap<>();
        for (String name : all.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                String option =
                        name.substring(PREFIX.length()).replaceFirst("^configuration\\.", "");
                options.put(camelCase(option), all.getProperty(name));
            }
        }
        return options;
    }

    private static String camelCase(String option) {
        return DASH.matcher(option)
                .replaceAll(found -> found.group(1).toUpperCase(java.util.Locale.ROOT));
    }
}
