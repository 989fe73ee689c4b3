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
package io.github.camelalicom.mns.doctor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.doctor.Finding.Status;

/**
 * What the doctor found. It holds neither secrets nor personal data, so that it can be passed on.
 *
 * @param findings in the order of the checks
 * @param assumptions one for each topic of the emulator
 */
public record DoctorReport(List<Finding> findings, List<AssumptionVerdict> assumptions) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public DoctorReport {
        findings = List.copyOf(findings);
        assumptions = List.copyOf(assumptions);
    }

    /** The findings of options that are refused before anything is asked. */
    public static DoctorReport ofWrongOptions(String why) {
        Builder report = new Builder();
        report.failed("options", why, "Correct the option.");
        return report.build();
    }

    /** As {@link #ofWrongOptions}, of options that do not exist. */
    public static DoctorReport ofUnknownOptions(Set<String> names) {
        return ofWrongOptions("Unknown options: " + names);
    }

    /** Whether a receive has worked and no check failed; warnings are allowed. */
    public boolean healthy() {
        return findings.stream().noneMatch(finding -> finding.status() == Status.FAILED)
                && findings.stream()
                        .anyMatch(
                                finding ->
                                        finding.check().equals("receive")
                                                && finding.status() == Status.OK);
    }

    /** The report as lines of text. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            line(text, finding.status().text(), finding.check(), finding.text());
            if (!finding.remedy().isEmpty()) {
                line(text, "", "", "-> " + finding.remedy());
            }
        }
        text.append("\nWhat the emulator assumes about the services:\n");
        for (AssumptionVerdict verdict : assumptions) {
            line(text, verdict.state().text(), verdict.topic(), verdict.text());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String status, String check, String found) {
        text.append(String.format(Locale.ROOT, "%-9s  %-17s  %s%n", status, check, found));
    }

    /** The report as a JSON object. */
    public String toJson() {
        ObjectNode report = JSON.createObjectNode();
        report.put("healthy", healthy());
        ArrayNode lines = report.putArray("findings");
        for (Finding finding : findings) {
            lines.addObject()
                    .put("check", finding.check())
                    .put("status", finding.status().text())
                    .put("text", finding.text())
                    .put("remedy", finding.remedy());
        }
        ArrayNode verdicts = report.putArray("assumptions");
        for (AssumptionVerdict verdict : assumptions) {
            verdicts.addObject()
                    .put("topic", verdict.topic())
                    .put("assumed", verdict.assumed())
                    .put("seen", verdict.seen())
                    .put("reason", verdict.reason())
                    .put("state", verdict.state().text());
        }
        return report.toPrettyString();
    }

    /** Collects what the checks find. For one thread. */
    static final class Builder {

        private final List<Finding> findings = new ArrayList<>();
        private final Map<Assumed, String> seen = new EnumMap<>(Assumed.class);

        void ok(String check, String text) {
            findings.add(new Finding(check, Status.OK, text, ""));
        }

        void skipped(String check, String why) {
            findings.add(new Finding(check, Status.SKIPPED, why, ""));
        }

        void warning(String check, String text, String remedy) {
            findings.add(new Finding(check, Status.WARNING, text, remedy));
        }

        void failed(String check, String text, String remedy) {
            findings.add(new Finding(check, Status.FAILED, text, remedy));
        }

        /**
         * Notes what the service does where the emulator assumes something.
         *
         * @param value in the emulator's words or literally
         */
        void seen(Assumed assumed, String value) {
            seen.put(assumed, value);
        }

        DoctorReport build() {
            return new DoctorReport(
                    findings,
                    Stream.of(Assumed.values()).map(one -> one.verdict(seen.get(one))).toList());
        }
    }
}
