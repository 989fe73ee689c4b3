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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.util.FileUtil;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Receipts.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;

/**
 * Starts the emulator, puts receipts and replies in, and runs the example's two routes with the
 * Camel CLI for some seconds. Files of an earlier run are removed, so that the summary is of this
 * one.
 */
public final class Demo {

    private static final String ROUTES = "receipts-and-replies.camel.yaml";
    private static final String PROPERTIES = "application.properties";

    private Demo() {}

    /** Arguments: the example's folder, the Maven repository, where to run, how many seconds. */
    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[2]);
        CamelCli camel =
                new CamelCli(Path.of(arguments[1]), folder)
                        .with(Path.of(arguments[0]), ROUTES, PROPERTIES);
        FileUtil.removeDir(folder.resolve("receipts").toFile());
        int exit;
        try (AlicomEmulator emulator = AlicomEmulator.start()) {
            deliver(emulator);
            ProcessBuilder process =
                    camel.command(
                            "run",
                            ROUTES,
                            PROPERTIES,
                            "--max-seconds=" + arguments[3],
                            "--logging-color=false");
            process.environment().putAll(CamelCli.account(emulator));
            exit = process.inheritIO().start().waitFor();
        }
        System.out.println(summary(folder.resolve("receipts")));
        System.exit(exit);
    }

    private static void deliver(AlicomEmulator emulator) {
        SmsReport twice = smsReport().bizId("example-1").delivered();
        emulator.deliver(
                twice,
                smsReport().bizId("example-2").failed("MK:0001"),
                smsUp().content("TD"),
                twice,
                smsUp().content("1"),
                smsReport().bizId("example-3").delivered());
        byte[] cut = "{\"biz_id\": \"cut o".getBytes(StandardCharsets.UTF_8);
        emulator.deliverRaw("SmsReport", Base64.getEncoder().encodeToString(cut));
    }

    private static String summary(Path receipts) throws IOException {
        return """

                receipts  %4d  %s
                replies   %4d  %s
                rejected  %4d  %s"""
                .formatted(
                        lines(receipts.resolve("receipts.txt")).size(),
                        receipts.resolve("receipts.txt"),
                        files(receipts.resolve("replies")),
                        receipts.resolve("replies"),
                        files(receipts.resolve("rejected")),
                        receipts.resolve("rejected"));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static long files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
