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
package io.github.camelalicom.mns.consumer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Decides what is reported of one kind of call: an outage and its end, once each. Failures that
 * alternate with successes are not outages: after the first, a summary is reported once a minute.
 *
 * <p>Each method returns what to report, to be run without a lock. Guarded by the tracker.
 */
final class FailureReports {

    private static final Runnable NOTHING = () -> {};

    private static final Logger LOG = LoggerFactory.getLogger(FailureReports.class);

    /** Between lines about one kind: often enough to see that it goes on, and readable. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    /** An outage that lasts this long is reported within {@link #QUIET} too. */
    private static final Duration LASTING = Duration.ofSeconds(5);

    /**
     * A kind of failure after it was reported.
     *
     * @param since the last line about it
     * @param failures those that no line is about
     * @param last one of them; null if there are none
     */
    private record Unreported(long since, int failures, MnsException last) {

        static Unreported none(long now) {
            return new Unreported(now, 0, null);
        }

        Unreported and(MnsException e) {
            return new Unreported(since, failures + 1, e);
        }

        boolean isDue(long now) {
            return failures > 0 && now - since >= QUIET.toNanos();
        }
    }

    private final String doing;
    private final ErrorReporter reporter;
    private final Map<Kind, Unreported> unreported = new EnumMap<>(Kind.class);

    /** Of the present outage; null when none was reported. */
    private Kind reported;

    FailureReports(String doing, ErrorReporter reporter) {
        this.doing = doing;
        this.reporter = reporter.safe();
    }

    Runnable failed(FailureStreak streak) {
        MnsException e = streak.last();
        if (e.kind() == reported) {
            return notReported(e);
        } else if (!unreported.containsKey(e.kind()) || isLasting(streak)) {
            return outage(e, streak.lastAt());
        }
        return failedAgain(e, streak.lastAt());
    }

    private Runnable failedAgain(MnsException e, long now) {
        Unreported all = unreported.get(e.kind()).and(e);
        unreported.put(e.kind(), all);
        if (!all.isDue(now)) {
            return notReported(e);
        }
        boolean alternates = reported == null && all.failures() > 1;
        return alternates ? summary(all, now) : outage(e, now);
    }

    private boolean isLasting(FailureStreak streak) {
        return reported == null && streak.lasted().compareTo(LASTING) >= 0;
    }

    /**
     * @param streak the failures that have ended with this success; null when there were none
     */
    Runnable succeeded(FailureStreak streak, long now) {
        if (reported != null) {
            unreported.put(reported, Unreported.none(now));
            reported = null;
            return () -> recovery(streak, now);
        }
        if (unreported.isEmpty()) {
            // as usual: nothing has failed yet
            return NOTHING;
        }
        return unreported.values().stream()
                .filter(one -> one.isDue(now))
                .findFirst()
                .map(one -> summary(one, now))
                .orElse(NOTHING);
    }

    /** No call is left that could end the outage. */
    void forget() {
        reported = null;
    }

    private Runnable notReported(MnsException e) {
        return () -> LOG.debug("{} fails: {}", doing, e.getMessage());
    }

    private Runnable outage(MnsException e, long now) {
        reported = e.kind();
        unreported.put(reported, Unreported.none(now));
        return () -> reporter.report("ALICOM-301 " + doing + " fails, and is tried again", e);
    }

    private void recovery(FailureStreak ended, long now) {
        int times = ended.failures();
        Duration lasted = ended.lastedUntil(now);
        LOG.info(
                "ALICOM-302 {} works again, after {} in {} s",
                doing,
                times == 1 ? "1 failure" : times + " failures",
                lasted.toSeconds());
    }

    private Runnable summary(Unreported all, long now) {
        unreported.put(all.last().kind(), Unreported.none(now));
        int times = all.failures();
        long seconds = Duration.ofNanos(now - all.since()).toSeconds();
        return () ->
                reporter.report(
                        "ALICOM-332 "
                                + doing
                                + " failed "
                                + (times == 1 ? "once" : times + " times")
                                + " in the last "
                                + seconds
                                + " s, and is tried again each time",
                        all.last());
    }
}
