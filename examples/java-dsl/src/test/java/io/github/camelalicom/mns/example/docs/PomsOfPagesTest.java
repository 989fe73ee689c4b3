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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The POMs that the pages show have the versions with which the build tests. */
class PomsOfPagesTest {

    /** The plugins too: the defaults of Maven 3.8 compile for Java 5 and run no JUnit 5 test. */
    @ParameterizedTest
    @CsvSource({
        "camel-main, maven-compiler-plugin, maven-compiler-plugin.version",
        "camel-main, maven-surefire-plugin, maven-surefire-plugin.version",
        "camel-main, camel-bom, camel.version",
        "camel-main, slf4j-simple, slf4j.version",
        "camel-main, awaitility, awaitility.version",
        "spring-boot, spring-boot-starter-parent, spring-boot.version"
    })
    void haveTheVersionsOfTheBuild(String example, String artifact, String property) {
        Pom shown =
                Pom.of(
                        DocumentationTest.ROOT.resolve(
                                "examples/" + example + "/src/test/resources/docs/pom.xml"));

        assertThat(shown.text("//*[artifactId='" + artifact + "']/version"))
                .isEqualTo(Pom.ofBuild().text("/project/properties/" + property));
    }
}
