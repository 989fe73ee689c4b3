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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

import io.github.camelalicom.mns.emulator.AlicomEmulator;

/**
 * The Camel CLI, started with plain {@code java}, for machines without the command {@code camel}.
 *
 * <p>What the CLI downloads goes into a Maven repository below {@code target}, into which the build
 * has put this project's own jars. So this project installs nothing into the user's repository.
 */
public final class CamelCli {

    /** For JVMs that live too briefly for the second compiler and for G1 to pay. */
    static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path USER_SETTINGS =
            Path.of(System.getProperty("user.home"), ".m2", "settings.xml");

    private final Path repository;
    private final Path folder;

    /**
     * @param repository the Maven repository it is to use as the local one
     * @param folder where it is to run, and to keep what it would else keep in the home folder
     */
    CamelCli(Path repository, Path folder) {
        this.repository = repository.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
    }

    /** What the command {@code camel} does. */
    public static void main(String... arguments) {
        CamelJBangMain.run(arguments);
    }

    /** Copies files of the example to where the CLI is to run. */
    CamelCli with(Path source, String... names) throws IOException {
        Files.createDirectories(folder);
        for (String name : names) {
            Files.copy(
                    source.resolve(name),
                    folder.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return this;
    }

    /** A process that runs {@code camel} with these arguments, not started yet. */
    ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA.toString());
        command.addAll(BRIEF);
        command.add("-Duser.home=" + folder);
        command.add("-Dmaven.repo.local=" + repository);
        command.add("-Dfile.encoding=UTF-8");
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(CamelCli.class.getName());
        command.addAll(List.of(arguments));
        if (needsSettings(arguments) && Files.exists(USER_SETTINGS)) {
            command.add("--maven-settings=" + USER_SETTINGS);
        }
        ProcessBuilder process =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        process.environment().keySet().removeIf(name -> name.startsWith("ALICOM_"));
        return process;
    }

    /** With a real account these are set in the environment. */
    static Map<String, String> account(AlicomEmulator emulator) {
        return Map.of(
                "ALICOM_QUEUE_NAME", emulator.queueName("SmsReport"),
                "ALICOM_REPLY_QUEUE_NAME", emulator.queueName("SmsUp"),
                "ALICOM_ACCESS_KEY", emulator.accessKey(),
                "ALICOM_SECRET_KEY", emulator.secretKey(),
                "ALICOM_TOKEN_ENDPOINT", emulator.endpoint(),
                "ALICOM_MNS_ENDPOINT", emulator.endpoint());
    }

    /** Mirrors and proxies are found through the home folder, which is another one here. */
    private static boolean needsSettings(String... arguments) {
        return List.of("run", "export").contains(arguments[0]);
    }
}
