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
import java.util.Optional;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Tracks the failures of one kind of call: which one is current, what the last one was, and what
 * successes and refusals prove. {@link FailureReports} decides which of them are reported.
 */
public final class FailureTracker {

    private static final Logger LOG = LoggerFactory.getLogger(FailureTracker.class);

    private record Occurrence(MnsException failure, long at) {}

    private final String doing;
    private final LongSupplier nanoTime;

    // guarded by this
    private final FailureReports reports;

    // guarded by this; each is null before it happens
    private FailureStreak streak;
    private Occurrence last;
    private Long workedAt;
    private Long deniedAt;

    private volatile Runnable onRecovery = () -> {};

    /**
     * @param doing what fails, as the start of a sentence: "Receiving from queue q"
     */
    FailureTracker(String doing, ErrorReporter reporter, LongSupplier nanoTime) {
        this.doing = doing;
        this.reports = new FailureReports(doing, reporter);
        this.nanoTime = nanoTime;
    }

    /**
     * Reports nothing: {@link #count} and {@link #forget} are used, since callers get exceptions.
     */
    public FailureTracker(String doing, LongSupplier nanoTime) {
        this(doing, (message, failure) -> {}, nanoTime);
    }

    void failed(MnsException e) {
        if (e.kind() == Kind.CLOSED) {
            LOG.debug("{} has ended", doing);
        } else {
            counted(e).run();
        }
    }

    private synchronized Runnable counted(MnsException e) {
        count(e);
        return reports.failed(streak);
    }

    /** Counts a failure without reporting it, since the caller gets the exception. */
    public synchronized void count(MnsException e) {
        remember(e);
        streak = streak == null ? FailureStreak.of(e, last.at()) : streak.and(e, last.at());
        if (e.kind() == Kind.DENIED) {
            deniedAt = last.at();
        }
    }

    /** Remembers a failure of a single message or request, which the next one need not share. */
    public synchronized void remember(MnsException e) {
        last = new Occurrence(e, nanoTime.getAsLong());
    }

    /** The call works, or no call is left that could fail or succeed: no failure is current. */
    public synchronized void forget() {
        streak = null;
        reports.forget();
    }

    /**
     * A failure that is older than this no longer counts, and the next one is the first again: it
     * says nothing about the time between them.
     */
    public synchronized void forgetAfter(Duration time) {
        if (streak != null && !isWithin(streak.lastAt(), time)) {
            forget();
        }
    }

    void recovered() {
        Runnable report;
        boolean failed;
        synchronized (this) {
            workedAt = nanoTime.getAsLong();
            failed = streak != null;
            report = reports.succeeded(streak, workedAt);
            streak = null;
        }
        report.run();
        if (failed) {
            onRecovery.run();
        }
    }

    /** Runs the action whenever the call works again after failures; it must not block. */
    void onRecovery(Runnable action) {
        onRecovery = action;
    }

    /** Whether the call works, and has succeeded within this time. */
    synchronized boolean workedWithin(Duration time) {
        return workedAt != null && streak == null && isWithin(workedAt, time);
    }

    /** Whether access was denied at this instant or later. */
    synchronized boolean deniedSince(long instant) {
        return deniedAt != null && deniedAt - instant >= 0;
    }

    /** Whether access is denied at present. */
    synchronized boolean isDenied() {
        return streak != null && streak.last().kind() == Kind.DENIED;
    }

    /** The current failure. It counts until the last attempt that failed. */
    synchronized Optional<Failure> failure() {
        return Optional.ofNullable(streak).map(this::asFailure);
    }

    /** The current failure, if the last attempt failed within this time. */
    public synchronized Optional<Failure> failureWithin(Duration time) {
        return failure().filter(failure -> isWithin(streak.lastAt(), time));
    }

    private Failure asFailure(FailureStreak current) {
        return new Failure(doing, current.last(), current.failures(), current.lasted());
    }

    /** The last failure, whether the call works again or not. */
    public synchronized Optional<Failure.Past> lastFailure() {
        return Optional.ofNullable(last)
                .map(one -> new Failure.Past(doing, one.failure(), since(one.at())));
    }

    private boolean isWithin(long instant, Duration time) {
        return since(instant).compareTo(time) <= 0;
    }

    private Duration since(long instant) {
        return Duration.ofNanos(nanoTime.getAsLong() - instant);
    }
}
