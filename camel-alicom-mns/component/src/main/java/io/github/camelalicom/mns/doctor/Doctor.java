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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.camelalicom.mns.gateway.AccountProbe;
import io.github.camelalicom.mns.gateway.GatewaySettings;
import io.github.camelalicom.mns.gateway.SendDetails;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Checks an account from the outside in: names, connection, clock, key, token, and one receive that
 * leaves the queue as it was: a message that it meets is visible again after a second, received
 * once more than before. It deletes nothing. Takes about ten seconds, and up to two minutes where
 * services do not answer.
 */
public final class Doctor {

    private final GatewaySettings settings;
    private final Threads threads;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Assumed, String> seen = new EnumMap<>(Assumed.class);

    /** Null if there is no phone number to query for. */
    private Function<LocalDate, SendDetails.Answer> query;

    /**
     * @param options the options in use, without secrets
     * @param threads stay the caller's
     */
    public Doctor(GatewaySettings settings, String options, Threads threads) {
        this.settings = settings;
        this.threads = threads;
        findings.add(Finding.ok("options", options));
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
        NetworkChecks network = new NetworkChecks(threads.workers());
        boolean reachable =
                Stream.of(settings.tokenEndpoint(), settings.mnsEndpoint())
                        .map(endpoint -> network.check(endpoint, settings.proxy(), findings::add))
                        .reduce(true, Boolean::logicalAnd);
        network.checkClock(findings::add);
        if (query != null) {
            new QueryChecks(query, findings::add, seen::put).check();
        }
        if (reachable) {
            examineAccount();
        } else {
            skip("a service cannot be reached", "credentials", "token", "receive");
        }
        return report();
    }

    private void examineAccount() {
        try (AccountProbe probe = AccountProbe.open(settings, threads)) {
            if (!new TokenChecks(probe, findings::add, seen::put).check()) {
                skip("there is no token", "receive");
                return;
            }
            QueueChecks queue = new QueueChecks(probe, settings, findings::add, seen::put);
            if (queue.check()) {
                new RefusalChecks(probe, settings, findings::add, seen::put).check();
            }
        }
    }

    private void skip(String why, String... checks) {
        for (String check : checks) {
            findings.add(Finding.skipped(check, why));
        }
    }

    private DoctorReport report() {
        return new DoctorReport(
                findings,
                Stream.of(Assumed.values()).map(one -> one.verdict(seen.get(one))).toList());
    }
}
