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

import java.time.Duration;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.gateway.AccountProbe;
import io.github.camelalicom.mns.gateway.AccountProbe.TokenAnswer;
import io.github.camelalicom.mns.gateway.MnsException;

/** The key, and the token that it is granted. */
final class TokenChecks {

    private static final Pattern CHINA_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{9,11}");
    private static final Pattern EPOCH_MILLIS = Pattern.compile("\\d{12,13}");
    private static final Pattern OFFSET = Pattern.compile(".*[+-]\\d\\d(:?\\d\\d)?");

    private final AccountProbe probe;
    private final DoctorReport.Builder report;

    TokenChecks(AccountProbe probe, DoctorReport.Builder report) {
        this.probe = probe;
        this.report = report;
    }

    /**
     * @return whether there is a token
     */
    boolean check() {
        return checkCredentials() && checkToken();
    }

    private boolean checkCredentials() {
        try {
            report.ok("credentials", probe.credentials());
            return true;
        } catch (MnsException e) {
            report.failed(
                    "credentials",
                    e.getMessage(),
                    "Set accessKey and secretKey, a credentialsProvider, or the"
                            + " environment variables, profile file or ECS role that the"
                            + " SDK's default chain reads.");
            return false;
        }
    }

    private boolean checkToken() {
        TokenAnswer token;
        try {
            token = probe.token();
        } catch (MnsException e) {
            report.failed("token", e.getMessage(), Remedies.of(e));
            return false;
        }
        report.seen(Assumed.TOKEN_END, form(token));
        token.end()
                .map(end -> Duration.between(token.serverTime(), end))
                .ifPresentOrElse(
                        life -> report.ok("token", "valid for " + Finding.text(life)),
                        () ->
                                report.warning(
                                        "token",
                                        "granted, but the end of its life is missing or not"
                                                + " readable",
                                        "Nothing: a life of 10 minutes is assumed. Please report"
                                                + " it."));
        return true;
    }

    /** The form of its end, by the name that the emulator has for it. */
    static String form(TokenAnswer token) {
        String text = token.expireTime();
        if (text == null) {
            return "missing";
        } else if (text.isBlank()) {
            return "empty";
        } else if (CHINA_TIME.matcher(text).matches()) {
            return "china-time";
        } else if (EPOCH_SECONDS.matcher(text).matches()) {
            return "epoch-seconds";
        } else if (EPOCH_MILLIS.matcher(text).matches()) {
            return "epoch-millis";
        } else if (token.end().isEmpty()) {
            return "unreadable";
        }
        if (text.endsWith("Z")) {
            return "iso-utc";
        }
        // such as digits alone, or without a zone: readable, and no form of the emulator
        return text.contains(":") && OFFSET.matcher(text).matches() ? "iso-offset" : "another form";
    }
}
