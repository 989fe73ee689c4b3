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

import java.util.concurrent.Callable;

import io.github.camelalicom.mns.emulator.cli.EmulatorCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that the others belong to; by itself it shows its help. */
@Command(
        name = "alicom",
        description = "Alibaba Cloud SMS and voice receipts: check an account, run the emulator.")
final class AlicomCommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Spec private CommandSpec spec;

    /**
     * @param name how it is called, for the help
     * @param silenceLogs what the doctor does first
     */
    static CommandLine commandLine(String name, Runnable silenceLogs) {
        return new CommandLine(new AlicomCommand())
                .setCommandName(name.substring(name.lastIndexOf(' ') + 1))
                .addSubcommand(new DoctorCommand(silenceLogs))
                .addSubcommand("emulator", emulator(name));
    }

    /** As in the jar of its own, except for the name. */
    private static CommandLine emulator(String name) {
        CommandLine emulator =
                new CommandLine(new EmulatorCommand())
                        .setCommandName("emulator")
                        .setOverwrittenOptionsAllowed(true);
        emulator.getCommandSpec()
                .usageMessage()
                .customSynopsis(name + " emulator [options]" + System.lineSeparator());
        return emulator;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
