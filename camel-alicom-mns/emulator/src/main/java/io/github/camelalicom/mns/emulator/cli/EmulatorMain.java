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
package io.github.camelalicom.mns.emulator.cli;

import java.io.PrintWriter;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The emulator on the command line: {@code java -jar camel-alicom-mns-emulator.jar --help}. */
public final class EmulatorMain {

    private static final int BAD_OPTION = 2;

    private EmulatorMain() {}

    public static void main(String[] arguments) {
        int exit = run(arguments, new PrintWriter(System.out), new PrintWriter(System.err, true));
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /** Runs until interrupted or until it has shown what it was asked for; the exit status. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        return new CommandLine(new EmulatorCommand())
                .setOut(out)
                .setErr(err)
                .setOverwrittenOptionsAllowed(true)
                .setParameterExceptionHandler((e, all) -> refuse(e, err))
                .execute(arguments);
    }

    private static int refuse(ParameterException refused, PrintWriter err) {
        err.println(EmulatorCommand.NAME + ": " + words(refused) + "; see --help");
        return BAD_OPTION;
    }

    /** One line that names the option, the value and what is allowed. */
    private static String words(ParameterException refused) {
        if (refused instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched().get(0) + ": no such option";
        }
        if (refused instanceof MissingParameterException missing) {
            return name(missing) + ": a value is missing";
        }
        return refused.getMessage();
    }

    private static String name(MissingParameterException missing) {
        return missing.getMissing().get(0) instanceof CommandLine.Model.OptionSpec option
                ? option.longestName()
                : missing.getMessage();
    }
}
