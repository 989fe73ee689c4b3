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

/**
 * The voice of a failure that repeats: reported when it begins and when it turns into another one,
 * logged once when it is over, and silent between.
 */
final class FailureTracker {

    private static final Logger LOG = LoggerFactory.getLogger(FailureTracker.class);

    private final String doing;
    private final ErrorReporter reporter;
    private final LongSupplier nanoTime;

    // guarded by this
    private MnsException last;
    private MnsException lastEver;
    private MnsException.Kind told;
    private int failures;
    private long began;
    private long failedLast;
    private boolean worked;
    private long workedLast;
    private boolean denied;
    private long deniedLast;

    private volatile Runnable whenOver = () -> {};

    /**
     * @param doing what fails, as the start of a sentence: "Receiving from queue q"
     */
    FailureTracker(String doing, ErrorReporter reporter, LongSupplier nanoTime) {
        this.doing = doing;
        this.reporter = reporter;
        this.nanoTime = nanoTime;
    }

    void failed(MnsException e) {
        if (e.kind() == MnsException.Kind.CLOSED) {
            LOG.debug("{} has ended", doing);
        } else if (isNews(e)) {
            report(e);
        } else {
            LOG.debug("{} fails: {}", doing, e.getMessage());
        }
    }

    /** As {@link #failed}, of a failure that is told to who met it: it need not be reported. */
    synchronized void noted(MnsException e) {
        if (failures++ == 0) {
            began = nanoTime.getAsLong();
        }
        failedLast = nanoTime.getAsLong();
        last = e;
        lastEver = e;
        if (e.kind() == MnsException.Kind.DENIED) {
            denied = true;
            deniedLast = failedLast;
        }
    }

    private synchronized boolean isNews(MnsException e) {
        noted(e);
        boolean news = told != e.kind();
        told = e.kind();
        return news;
    }

    /** The reporter is the user's: what it throws must not end the loop that failed. */
    private void report(MnsException failure) {
        try {
            reporter.report(doing + " fails, and is tried again", failure);
        } catch (RuntimeException | Error e) {
            LOG.error("The exception handler failed on: {}", failure.getMessage(), e);
        }
    }

    /** Nothing is left that could fail, or work again. */
    synchronized void forget() {
        failures = 0;
        last = null;
        told = null;
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
            lasted = Duration.ofNanos(nanoTime.getAsLong() - began);
            forget();
        }
        LOG.info(
                "{} works again, after {} in {} s",
                doing,
                times == 1 ? "1 failure" : times + " failures",
                lasted.toSeconds());
        whenOver.run();
    }

    /** Runs this whenever it works again after failures; it must not block. */
    void whenOver(Runnable action) {
        whenOver = action;
    }

    /** Whether it works, and was last seen to do so not longer ago than this. */
    synchronized boolean workedWithin(Duration time) {
        return worked && failures == 0 && nanoTime.getAsLong() - workedLast <= time.toNanos();
    }

    /** Whether access was denied at this instant or later. */
    synchronized boolean deniedSince(long instant) {
        return denied && deniedLast - instant >= 0;
    }

    /** Whether access is denied at present. */
    synchronized boolean isDenied() {
        return last != null && last.kind() == MnsException.Kind.DENIED;
    }

    /** What is wrong at present, if anything is. */
    synchronized Optional<Failure> trouble() {
        return Optional.ofNullable(last)
                .map(failure -> new Failure(doing, failure, failures, lasted()));
    }

    /** What failed last, whether it works again or not. */
    synchronized Optional<Failure.Past> lastFailure() {
        long now = nanoTime.getAsLong();
        return Optional.ofNullable(lastEver)
                .map(e -> new Failure.Past(doing, e, Duration.ofNanos(now - failedLast)));
    }

    /** Whether the last failure is not longer ago than this. */
    synchronized boolean failedWithin(Duration time) {
        return lastEver != null && nanoTime.getAsLong() - failedLast <= time.toNanos();
    }

    /** Until the last failure: since then nobody has tried. */
    private Duration lasted() {
        return Duration.ofNanos(failedLast - began);
    }
}
