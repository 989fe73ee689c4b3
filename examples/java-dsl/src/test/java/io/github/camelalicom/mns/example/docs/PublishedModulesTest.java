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
package io.github.camelalicom.mns.example.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is published has what Maven Central asks for, and is in the BOM. */
class PublishedModulesTest {

    private static final String BOM = "camel-alicom-mns-bom";

    @Test
    void theBomHasEveryPublishedModuleAndNoOther() throws IOException {
        Pom bom = published().stream().filter(PublishedModulesTest::isBom).findAny().get();
        assertThat(bom.texts("/project/dependencyManagement/dependencies/dependency/artifactId"))
                .containsExactlyInAnyOrderElementsOf(
                        published().stream()
                                .filter(module -> !isBom(module))
                                .map(Pom::artifactId)
                                .toList());
    }

    @Test
    void everyPublishedModuleHasItsOwnNameAndDescription() throws IOException {
        assertThat(published())
                .hasSize(8)
                .allSatisfy(
                        module -> {
                            assertThat(module.text("/project/name")).isNotBlank();
                            assertThat(module.text("/project/description"))
                                    .as(module.artifactId())
                                    .isNotBlank();
                        });
    }

    @Test
    void theAddressOfTheProjectIsOneProperty() throws IOException {
        Pom root = Pom.ofBuild();
        assertThat(root.text("/project/url")).isEqualTo("${repository.url}");
        assertThat(root.texts("/project/scm/* | /project/issueManagement/url"))
                .hasSize(4)
                .allSatisfy(address -> assertThat(address).contains("${repository.url}"));
    }

    @Test
    void nothingIsPublishedUnasked() throws IOException {
        Pom root = Pom.ofBuild();
        assertThat(root.text("/project/properties/maven.deploy.skip")).isEqualTo("true");
    }

    private static boolean isBom(Pom module) {
        return module.artifactId().equals(BOM);
    }

    private static List<Pom> published() throws IOException {
        try (Stream<Path> files = Files.walk(DocumentationTest.ROOT.resolve("camel-alicom-mns"))) {
            return files.filter(file -> file.endsWith("pom.xml"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .map(Pom::of)
                    .filter(PublishedModulesTest::isPublished)
                    .toList();
        }
    }

    private static boolean isPublished(Pom module) {
        return module.text("/project/properties/maven.deploy.skip").equals("false");
    }
}
