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

    private final String doing;
    private final ErrorReporter reporter;
    private final LongSupplier nanoTime;

    // guarded by this
    private MnsException current;
    private MnsException last;
    private long lastAt;
    private Kind reported;
    private int failures;
    private long began;
    private long failedLast;
    private boolean worked;
    private long workedLast;
    private boolean denied;
    private long deniedLast;

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
        failedLast = lastAt;
        if (failures++ == 0) {
            began = failedLast;
        }
        current = e;
        if (e.kind() == Kind.DENIED) {
            denied = true;
            deniedLast = failedLast;
        }
    }

    /** Remembers a failure of a single message or request, which the next one need not share. */
    public synchronized void remember(MnsException e) {
        last = e;
        lastAt = nanoTime.getAsLong();
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
        failures = 0;
        current = null;
        reported = null;
    }

    void recovered() {
        int times;
        Duration lasted;
        synchronized (this) {
            worked = true;
            workedLast = nanoTime.getAsLong();
            if (failures == 0) {
                return;
            }
            times = failures;
            lasted = Duration.ofNanos(workedLast - began);
            forget();
        }
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
        return worked && failures == 0 && nanoTime.getAsLong() - workedLast <= time.toNanos();
    }

    /** Whether access was denied at this instant or later. */
    synchronized boolean deniedSince(long instant) {
        return denied && deniedLast - instant >= 0;
    }

    /** Whether access is denied at present. */
    synchronized boolean isDenied() {
        return current != null && current.kind() == Kind.DENIED;
    }

    /** The current failure. It counts until the last attempt that failed. */
    synchronized Optional<Failure> failure() {
        Duration lasted = Duration.ofNanos(failedLast - began);
        return Optional.ofNullable(current).map(e -> new Failure(doing, e, failures, lasted));
    }

    /** The last failure, whether the call works again or not. */
    public synchronized Optional<Failure.Past> lastFailure() {
        Duration ago = Duration.ofNanos(nanoTime.getAsLong() - lastAt);
        return Optional.ofNullable(last).map(e -> new Failure.Past(doing, e, ago));
    }

    /** The current failure, if the last attempt failed within this time. */
    public synchronized Optional<Failure> failureWithin(Duration time) {
        long now = nanoTime.getAsLong();
        return failure().filter(failure -> now - failedLast <= time.toNanos());
    }
}
