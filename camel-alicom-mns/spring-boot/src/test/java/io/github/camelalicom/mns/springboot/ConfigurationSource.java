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
package io.github.camelalicom.mns.springboot;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the class that Spring Boot binds the properties to. */
final class ConfigurationSource {

    private static final int WIDTH = 92;

    private ConfigurationSource() {}

    static String of(List<ComponentOption> options) {
        StringBuilder text = new StringBuilder(HEAD);
        options.forEach(option -> text.append(field(option)));
        options.forEach(option -> text.append(accessors(option)));
        return text.append("}\n").toString();
    }

    private static final String HEAD =
            """
            // Written by StarterSourcesTest from the component's catalog. Do not edit.
            package io.github.camelalicom.mns.springboot;

            import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
            import org.springframework.boot.context.properties.ConfigurationProperties;

            /**
             * What an application may say of the component in its properties.
             *
             * <p>A field is {@code null} until a property sets it; the defaults are the component's and
             * stand in the configuration metadata. So a component or a configuration that is a bean keeps
             * what its maker set.
             */
            @ConfigurationProperties(prefix = "camel.component.alicom-mns")
            public class AlicomMnsComponentConfiguration extends ComponentConfigurationPropertiesCommon {
            """;

    private static String field(ComponentOption option) {
        return """

                    /**
                %s
                     */
                    private %s %s;
                """
                .formatted(javadoc(option.description()), sourceType(option), option.name());
    }

    private static String accessors(ComponentOption option) {
        String deprecation = option.deprecated() ? "    @Deprecated\n" : "";
        return """

                %1$s    public %2$s get%3$s() {
                        return %4$s;
                    }

                %1$s    public void set%3$s(%2$s %4$s) {
                        this.%4$s = %4$s;
                    }
                """
                .formatted(
                        deprecation,
                        sourceType(option),
                        Character.toUpperCase(option.name().charAt(0)) + option.name().substring(1),
                        option.name());
    }

    private static String sourceType(ComponentOption option) {
        return option.javaType().replace('$', '.').replace("java.lang.", "");
    }

    /** No tags and no entities but what the text itself says, in lines of a bearable width. */
    private static String javadoc(String description) {
        String plain =
                description.replace("&", "&amp;").replace("<", "&lt;").replace("*/", "*&#47;");
        return plain.replace("@", "&#64;")
                .replaceAll("(.{1," + WIDTH + "})(?: +|$)", "$1\n")
                .strip()
                .lines()
                .map(line -> "     * " + line)
                .collect(Collectors.joining("\n"));
    }
}
