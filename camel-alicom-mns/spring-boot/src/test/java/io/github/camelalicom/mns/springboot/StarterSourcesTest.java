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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter knows each option of the component. With {@code -Dstarter.update=true} its sources
 * are written anew.
 */
class StarterSourcesTest {

    private static final Path GENERATED = Path.of("src/generated");
    private static final boolean UPDATE = Boolean.getBoolean("starter.update");

    private static final String REMEDY =
            "mvn -pl camel-alicom-mns/spring-boot -am test -Dtest=StarterSourcesTest"
                    + " -Dstarter.update=true -Dsurefire.failIfNoSpecifiedTests=false writes it anew";

    @Test
    void thePropertiesAreThoseOfTheCatalog() throws IOException {
        check(
                "java/io/github/camelalicom/mns/springboot/AlicomMnsComponentConfiguration.java",
                ConfigurationSource.of(ComponentOption.all()));
    }

    @Test
    void theMetadataIsThatOfTheCatalog() throws IOException {
        check(
                "resources/META-INF/spring-configuration-metadata.json",
                ConfigurationMetadata.of(ComponentOption.all()));
    }

    @Test
    void theDependencyOfTheGuideIsThisOne() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String dependency =
                Files.readString(Path.of("src/test/resources/docs/starter-dependency.xml"));
        assertThat(dependency.lines().map(String::strip))
                .filteredOn(line -> line.matches("<(groupId|artifactId|version)>.*"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(pom).contains(line));
    }

    @Test
    void aDeprecatedOptionAndItsChoicesAreToldOf() throws IOException {
        // given
        JsonNode catalog =
                new ObjectMapper()
                        .readTree(
                                """
                                {"javaType": "java.lang.String", "description": "A & B, */ <c>",
                                 "defaultValue": "one", "enum": ["one", "two"],
                                 "deprecated": true, "deprecationNote": "Use other"}""");
        List<ComponentOption> options = List.of(ComponentOption.of("oldOption", catalog));
        // when
        String source = ConfigurationSource.of(options);
        String metadata = ConfigurationMetadata.of(options);
        // then
        assertThat(source)
                .contains("    @Deprecated\n    public void setOldOption(String oldOption)")
                .contains("* A &amp; B, *&#47; &lt;c>");
        JsonNode property = new ObjectMapper().readTree(metadata).get("properties").get(2);
        assertThat(property.get("name").asText())
                .isEqualTo("camel.component.alicom-mns.old-option");
        assertThat(property.get("defaultValue").asText()).isEqualTo("one");
        assertThat(property.get("deprecation").get("reason").asText()).isEqualTo("Use other");
        assertThat(metadata).contains("\"value\" : \"two\"");
    }

    private static void check(String file, String expected) throws IOException {
        Path path = GENERATED.resolve(file);
        if (UPDATE) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, expected);
        }
        assertThat(path).as(REMEDY).exists();
        assertThat(Files.readString(path)).as("%s; %s", path, REMEDY).isEqualTo(expected);
    }
}
