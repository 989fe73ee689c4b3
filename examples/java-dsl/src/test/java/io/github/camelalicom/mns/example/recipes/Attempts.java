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
package io.github.camelalicom.mns.example.recipes;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.receipt.VoiceReport;

/** Counts the calls in the out id, which comes back with the receipt of each. */
public final class Attempts {

    // tag::attempts[]
    private static final int MOST = 3;
    private static final Set<String> BUSY = Set.of("200002", "200112");

    /** What the call was for, and how often it was tried: {@code reminder-17/1}. */
    private static final Pattern OUT_ID = Pattern.compile("(.+)/(\\d{1,3})");

    public static boolean isAnotherDue(VoiceReport report) {
        if (report.statusCode() == null || !BUSY.contains(report.statusCode())) {
            return false;
        }
        Matcher outId = outId(report);
        return outId.matches() && Integer.parseInt(outId.group(2)) < MOST;
    }

    public static String next(VoiceReport report) {
        Matcher outId = outId(report);
        if (!outId.matches()) {
            throw new IllegalArgumentException("The out id counts no calls");
        }
        return outId.group(1) + "/" + (Integer.parseInt(outId.group(2)) + 1);
    }

    // end::attempts[]

    private static Matcher outId(VoiceReport report) {
        return OUT_ID.matcher(report.outId() == null ? "" : report.outId());
    }

    private Attempts() {}
}
