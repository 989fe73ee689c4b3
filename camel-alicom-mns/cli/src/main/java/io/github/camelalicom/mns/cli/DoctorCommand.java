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
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import org.apache.camel.impl.DefaultCamelContext;

import io.github.camelalicom.mns.AlicomMnsDoctor;
import io.github.camelalicom.mns.doctor.DoctorReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an account, and prints what was found. */
@Command(
        name = "doctor",
        description = {
            "Checks whether receipts can be received: name, connection, clock, key, token, one"
                    + " receive.",
            "A message that it meets is visible again after a second. Nothing is deleted.",
            "The report holds neither secrets nor personal data."
        },
        footer = {
            "",
            "Without accessKey and secretKey, the environment variables"
                    + " ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET count, and"
                    + " what else the SDK's default chain reads.",
            "",
            "Exit status: 0 if receipts can be received, 1 if not, 2 for a wrong command line."
        },
        sortOptions = false,
        usageHelpWidth = 100)
final class DoctorCommand implements Callable<Integer> {

    private static final int UNHEALTHY = 1;

    @Parameters(
            arity = "0..1",
            defaultValue = "SmsReport",
            paramLabel = "TYPE",
            description = "message type of the queue; SmsReport by default")
    private String messageType;

    @Option(
            names = "--queue-name",
            paramLabel = "NAME",
            description = "the queue as Alibaba Cloud's console shows it")
    private String queueName;

    @Option(
            names = {"-o", "--option"},
            paramLabel = "NAME=VALUE",
            description =
                    "an option of the endpoint, such as regionId=ap-southeast-1; repeatable. Other"
                            + " users of the machine can see it: write secrets to a file")
    private final Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description =
                    "a file with camel.component.alicom-mns.* properties, such as"
                            + " application.properties")
    private Path properties;

    @Option(
            names = "--phone-number",
            paramLabel = "NUMBER",
            description =
                    "also query send details, for this number and a day before the last 30; the"
                            + " report does not contain it. Other users of the machine can see it")
    private String phoneNumber;

    @Option(names = "--json", description = "print the report as JSON")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Spec private CommandSpec spec;

    private final Runnable silenceLogs;

    /**
     * @param silenceLogs keeps what Camel logs out of the report, where it is written to the same
     *     stream
     */
    DoctorCommand(Runnable silenceLogs) {
        this.silenceLogs = silenceLogs;
    }

    @Override
    public Integer call() {
        silenceLogs.run();
        DoctorReport report = examine(file());
        spec.commandLine().getOut().println(json ? report.toJson() : report.toText());
        spec.commandLine().getOut().flush();
        return report.healthy() ? 0 : UNHEALTHY;
    }

    private ComponentProperties file() {
        try {
            return properties == null
                    ? ComponentProperties.none()
                    : ComponentProperties.read(properties);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "--properties: " + properties + " " + e.getMessage());
        }
    }

    private DoctorReport examine(ComponentProperties file) {
        // Camel accepts an option in any spelling, in the file and here
        Map<String, Object> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.forEach((name, value) -> all.put(ComponentProperties.camelCase(name), value));
        if (queueName != null) {
            all.put("queueName", queueName);
        }
        try {
            all.putAll(file.options(all.keySet()));
        } catch (IllegalArgumentException e) {
            return DoctorReport.ofWrongOptions(e.getMessage());
        }
        return examine(all);
    }

    private DoctorReport examine(Map<String, Object> all) {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getCamelContextExtension().setName("alicom-doctor");
            // Camel's CLI loads a plugin by a class loader of its own, in which the component is
            camel.setApplicationContextClassLoader(DoctorCommand.class.getClassLoader());
            camel.start();
            return AlicomMnsDoctor.examine(camel, messageType, all, phoneNumber);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
