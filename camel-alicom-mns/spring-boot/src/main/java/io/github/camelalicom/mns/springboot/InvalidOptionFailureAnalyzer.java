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

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.util.StringHelper;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

import io.github.camelalicom.mns.options.InvalidOptionException;

/**
 * Reports an option that prevents the start as one sentence and what to change, instead of a stack
 * trace. Every other failure is left to other analyzers.
 */
public class InvalidOptionFailureAnalyzer implements FailureAnalyzer {

    private static final String SCHEME = "alicom-mns:";
    private static final Pattern OPTION = Pattern.compile("^(?:ALICOM-\\d{3} )?Option (\\w+) ");
    private static final Pattern UNKNOWN = Pattern.compile("Unknown parameters=\\[\\{(.*)}]");

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        return refused(failure).or(() -> unknown(failure)).orElse(null);
    }

    /** A value that the component itself refuses. */
    private static Optional<FailureAnalysis> refused(Throwable failure) {
        return causes(failure)
                .filter(InvalidOptionException.class::isInstance)
                .findFirst()
                .map(cause -> analysis(sentence(cause.getMessage()), cause));
    }

    /** An option that the component does not have. */
    private static Optional<FailureAnalysis> unknown(Throwable failure) {
        return causes(failure)
                .filter(ResolveEndpointFailedException.class::isInstance)
                .map(ResolveEndpointFailedException.class::cast)
                .filter(cause -> cause.getUri().startsWith(SCHEME))
                .flatMap(cause -> unknown(cause).stream())
                .findFirst();
    }

    private static Optional<FailureAnalysis> unknown(ResolveEndpointFailedException cause) {
        Matcher unknown = UNKNOWN.matcher(cause.getMessage());
        return unknown.find()
                ? Optional.of(
                        analysis(
                                "There is no option "
                                        + names(cause.getUri(), unknown.group(1))
                                        + ".",
                                cause))
                : Optional.empty();
    }

    /** Without values, since that of a misspelt secret is a secret. A value may have commas. */
    private static String names(String uri, String parameters) {
        return Stream.of(StringHelper.after(uri, "?", "").split("&"))
                .map(parameter -> parameter.replaceFirst("=.*", ""))
                .filter(name -> (", " + parameters).contains(", " + name + "="))
                .collect(Collectors.joining(", "));
    }

    private static FailureAnalysis analysis(String what, Throwable cause) {
        return new FailureAnalysis(
                "The component alicom-mns cannot start: " + what,
                action(cause.getMessage()),
                cause);
    }

    private static String action(String message) {
        Matcher option = OPTION.matcher(message);
        return option.find()
                ? "Change camel.component.alicom-mns."
                        + StringHelper.camelCaseToDash(option.group(1))
                        + ", or "
                        + option.group(1)
                        + " in the URI of the endpoint."
                : "Correct the properties camel.component.alicom-mns.*, or the URI of the"
                        + " endpoint.";
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
