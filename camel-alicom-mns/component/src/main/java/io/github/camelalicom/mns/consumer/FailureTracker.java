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
 * Tracks the failures of one kind of call. A recurring failure is reported when it starts and when
 * it changes, and its end is logged once.
 */
public final class FailureTracker {

    private static final Logger LOG = LoggerFactory.getLogger(FailureTracker.class);

    private record Occurrence(MnsException failure, long at) {}

    /** Failures in a row. */
    private record Streak(Occurrence last, int failures, long began) {

        static Streak of(Occurrence first) {
            return new Streak(first, 1, first.at());
        }

        Streak and(Occurrence next) {
            return new Streak(next, failures + 1, began);
        }
    }

    private final String doing;
    private final ErrorReporter reporter;
    private final LongSupplier nanoTime;

    // guarded by this; each is null before it happens
    private Streak streak;
    private Kind reported;
    private Occurrence last;
    private Long workedAt;
    private Long deniedAt;

    private volatile Runnable onRecovery = () -> {};

    /**
     * @param doing what fails, as the start of a sentence: "Receiving from queue q"
     */
    FailureTracker(String doing, ErrorReporter reporter, LongSupplier nanoTime) {
        this.doing = doing;
        this.reporter = reporter;
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
        } else if (isNew(e)) {
            report(e);
        } else {
            LOG.debug("{} fails: {}", doing, e.getMessage());
        }
    }

    /** Counts a failure without reporting it, since the caller gets the exception. */
    public synchronized void count(MnsException e) {
        remember(e);
        streak = streak == null ? Streak.of(last) : streak.and(last);
        if (e.kind() == Kind.DENIED) {
            deniedAt = last.at();
        }
    }

    /** Remembers a failure of a single message or request, which the next one need not share. */
    public synchronized void remember(MnsException e) {
        last = new Occurrence(e, nanoTime.getAsLong());
    }

    private synchronized boolean isNew(MnsException e) {
        count(e);
        boolean changed = reported != e.kind();
        reported = e.kind();
        return changed;
    }

    /** The reporter may be user code: an exception must not end the loop of the caller. */
    private void report(MnsException failure) {
        try {
            reporter.report("ALICOM-301 " + doing + " fails, and is tried again", failure);
        } catch (RuntimeException | Error e) {
            LOG.error("ALICOM-319 The exception handler failed on: {}", failure.getMessage(), e);
        }
    }

    /** The call works, or no call is left that could fail or succeed: no failure is current. */
    public synchronized void forget() {
        streak = null;
        reported = null;
    }

    void recovered() {
        Streak ended;
        Duration lasted;
        synchronized (this) {
            workedAt = nanoTime.getAsLong();
            if (streak == null) {
                return;
            }
            ended = streak;
            lasted = Duration.ofNanos(workedAt - ended.began());
            forget();
        }
        int times = ended.failures();
        LOG.info(
                "ALICOM-302 {} works again, after {} in {} s",
                doing,
                times == 1 ? "1 failure" : times + " failures",
                lasted.toSeconds());
        onRecovery.run();
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
        return streak != null && streak.last().failure().kind() == Kind.DENIED;
    }

    /** The current failure. It counts until the last attempt that failed. */
    synchronized Optional<Failure> failure() {
        return Optional.ofNullable(streak).map(this::asFailure);
    }

    /** The current failure, if the last attempt failed within this time. */
    public synchronized Optional<Failure> failureWithin(Duration time) {
        return failure().filter(failure -> isWithin(streak.last().at(), time));
    }

    private Failure asFailure(Streak current) {
        Duration lasted = Duration.ofNanos(current.last().at() - current.began());
        return new Failure(doing, current.last().failure(), current.failures(), lasted);
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
