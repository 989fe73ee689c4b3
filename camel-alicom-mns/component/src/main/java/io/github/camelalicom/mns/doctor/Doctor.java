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

import java.time.LocalDate;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.camelalicom.mns.gateway.AccountProbe;
import io.github.camelalicom.mns.gateway.GatewaySettings;
import io.github.camelalicom.mns.gateway.SendDetails;
import io.github.camelalicom.mns.gateway.Threads;
import io.github.camelalicom.mns.options.OptionChecks;
import io.github.camelalicom.mns.receipt.ReceiptBody;

/**
 * Checks an account from the outside in: names, connection, clock, key, token, and one receive that
 * leaves the queue as it was: a message that it meets is visible again after a second, received
 * once more than before. It deletes nothing. Takes about ten seconds, and up to two minutes where
 * services do not answer.
 */
public final class Doctor {

    private final GatewaySettings settings;
    private final boolean verifyBodyDigest;
    private final Threads threads;
    private final DoctorReport.Builder report = new DoctorReport.Builder();

    /** Null if there is no phone number to query for. */
    private Function<LocalDate, SendDetails.Answer> query;

    /**
     * @param verifyBodyDigest as the option: consumers need MD5 and correct digests for it
     * @param threads stay the caller's
     */
    public Doctor(GatewaySettings settings, boolean verifyBodyDigest, Threads threads) {
        this.settings = settings;
        this.verifyBodyDigest = verifyBodyDigest;
        this.threads = threads;
    }

    /**
     * Also queries the SMS service for a day that is out of its range.
     *
     * @param query for the send details of a day
     */
    public Doctor querying(Function<LocalDate, SendDetails.Answer> query) {
        this.query = query;
        return this;
    }

    /** Runs all checks. What depends on a check that failed is skipped. */
    public DoctorReport examine() {
        checkOptions();
        if (verifyBodyDigest) {
            checkDigests();
        }
        NetworkChecks network = new NetworkChecks(threads.workers(), report);
        boolean reachable =
                Stream.of(settings.tokenEndpoint(), settings.mnsEndpoint())
                        .map(endpoint -> network.check(endpoint, settings.proxy()))
                        .reduce(true, Boolean::logicalAnd);
        network.checkClock();
        if (reachable) {
            examineAccount();
        } else {
            skip("a service cannot be reached", "credentials", "token", "receive");
        }
        return report.build();
    }

    private void checkOptions() {
        String type = settings.messageType();
        String queue = settings.queueName();
        String options = type + " from " + queue + " in " + settings.regionId();
        OptionChecks.contradictingType(type, queue)
                .ifPresentOrElse(
                        other ->
                                report.warning(
                                        "options",
                                        options + ", although the queue is the one of " + other,
                                        "Correct messageType or queueName: a token for "
                                                + type
                                                + " does not open this queue."),
                        () -> report.ok("options", options));
    }

    private void checkDigests() {
        try {
            ReceiptBody.requireDigest();
        } catch (IllegalStateException e) {
            report.failed(
                    "digest",
                    "this JVM has no MD5, as in FIPS mode: no consumer starts",
                    "Set verifyBodyDigest=false.");
        }
    }

    /** A query with a key that is refused would be taken for one without the right to query. */
    private void examineAccount() {
        try (AccountProbe probe = AccountProbe.open(settings, threads)) {
            if (!new TokenChecks(probe, report).check()) {
                skip("there is no token", "receive");
                return;
            }
            MessageChecks messages =
                    new MessageChecks(probe, settings.messageType(), verifyBodyDigest, report);
            if (new QueueChecks(probe, messages, report).check()) {
                new RefusalChecks(probe, settings, report).check();
            }
        }
        if (query != null) {
            new QueryChecks(query, report).check();
        }
    }

    /** The checks that depend on the account; the query of send details is one if asked for. */
    private void skip(String why, String... checks) {
        for (String check : checks) {
            report.skipped(check, why);
        }
        if (query != null) {
            report.skipped("send details", why);
        }
    }
}
