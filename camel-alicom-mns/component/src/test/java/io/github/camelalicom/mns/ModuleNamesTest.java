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
package io.github.camelalicom.mns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The names of the published jars on the module path. */
class ModuleNamesTest {

    private static final Path MODULES = Path.of("..");

    private static final Pattern MODULE_NAME =
            Pattern.compile("<automatic.module.name>([a-z]+(?:\\.[a-z]+)+)</");

    @Test
    void eachJarIsNamedAfterItsPackage() {
        assertThat(moduleName("component")).isEqualTo("io.github.camelalicom.mns");
        assertThat(moduleName("emulator")).isEqualTo("io.github.camelalicom.mns.emulator");
        assertThat(moduleName("kamelets")).isEqualTo("io.github.camelalicom.mns.kamelets");
        assertThat(moduleName("spring-boot")).isEqualTo("io.github.camelalicom.mns.springboot");
        assertThat(moduleName("quarkus/runtime")).isEqualTo("io.github.camelalicom.mns.quarkus");
        assertThat(moduleName("quarkus/deployment"))
                .isEqualTo("io.github.camelalicom.mns.quarkus.deployment");
    }

    @Test
    void theManifestOfEachJarContainsIt() {
        assertThat(pom("."))
                .contains(
                        "<Automatic-Module-Name>${automatic.module.name}</Automatic-Module-Name>");
    }

    private static String moduleName(String module) {
        List<String> names =
                MODULE_NAME
                        .matcher(pom(module))
                        .results()
                        .map((MatchResult name) -> name.group(1))
                        .toList();
        assertThat(names).as(module).hasSize(1);
        return names.get(0);
    }

    private static String pom(String module) {
        try {
            return Files.readString(MODULES.resolve(module).resolve("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
