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
package io.github.camelalicom.mns.example.jbang;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code camel export}: the Maven project is built with the Maven of this build, and runs. A class
 * for each runtime, so that they run beside each other.
 */
abstract class ExportTestSupport extends ExampleTestSupport {

    /**
     * @param runtime as {@code --runtime} has it
     * @param dependency what the exported project must depend on
     * @param jar what the exported project's build makes, below its target
     */
    void theExportedProjectBuildsAndRuns(String runtime, String dependency, String jar)
            throws Exception {
        // given
        try (var export =
                camelWithoutAccount(
                        "export", SECOND, PROPERTIES, "--runtime=" + runtime, "--dir=exported")) {
            assertThat(export.finish()).contains("Project export successful");
        }
        Path project = folder.resolve("exported");
        assertThat(Files.readString(project.resolve("pom.xml")))
                .contains("<artifactId>" + dependency + "</artifactId>");
        try (var maven = maven(project)) {
            maven.finish();
        }
        alicom.deliver(smsReport().bizId("b-1").delivered());
        // when
        try (var application = application(project.resolve("target").resolve(jar))) {
            eventually()
                    .until(
                            () ->
                                    !application.isAlive()
                                            || alicom.queue("SmsReport").deleted() == 1);
            assertThat(application.isAlive()).as(application.output()).isTrue();
        }
        // then
        assertThat(linesOf("receipts/receipts.txt"))
                .singleElement()
                .asString()
                .startsWith("b-1 true DELIVERED");
    }

    private RunningProcess maven(Path project) throws Exception {
        ProcessBuilder maven =
                new ProcessBuilder(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "--batch-mode",
                        "-Dmaven.repo.local=" + repository(),
                        "package");
        // the second compiler would not pay in a Maven that lives for seconds
        maven.environment()
                .merge(
                        "MAVEN_OPTS",
                        String.join(" ", CamelCli.BRIEF),
                        (given, brief) -> given + " " + brief);
        return RunningProcess.start(
                maven.directory(project.toFile()), folder.resolve("maven-output.txt"));
    }

    private RunningProcess application(Path jar) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(CamelCli.BRIEF);
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder java = new ProcessBuilder(command);
        java.environment().putAll(CamelCli.account(alicom.emulator()));
        return RunningProcess.start(
                java.directory(folder.toFile()), folder.resolve("application-output.txt"));
    }
}
