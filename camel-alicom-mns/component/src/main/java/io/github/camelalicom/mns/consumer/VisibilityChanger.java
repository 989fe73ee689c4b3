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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;
import io.github.camelalicom.mns.gateway.SharedBackoff;

/**
 * Changes the visibility of messages, while the queue's token permits it, which is undocumented. If
 * MNS refuses changes while other calls succeed, changes are switched off for the queue, and
 * retried after a time that doubles with each refusal. A refusal while other calls are refused as
 * well is an outage, and does not count.
 */
final class VisibilityChanger {

    private static final Logger LOG = LoggerFactory.getLogger(VisibilityChanger.class);

    /** Short, since two tokens may have ended early one after the other. */
    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);

    private static final Duration LAST_RETRY = Duration.ofMinutes(10);

    /** An earlier success of another call proves nothing about the time of the refusal. */
    private static final Duration SAME_TIME = Duration.ofSeconds(5);

    private final MnsQueue queue;
    private final String queueName;
    private final List<FailureTracker> others;
    private final LongSupplier nanoTime;

    /** The time for which changes are switched off. */
    private final SharedBackoff switchedOff;

    // guarded by this
    private boolean logged;
    private long refusedAt;

    /**
     * @param others the other calls to the same queue
     */
    VisibilityChanger(
            MnsQueue queue, String queueName, List<FailureTracker> others, LongSupplier nanoTime) {
        this.queue = queue;
        this.queueName = queueName;
        this.others = List.copyOf(others);
        this.nanoTime = nanoTime;
        this.switchedOff = new SharedBackoff(FIRST_RETRY, LAST_RETRY, () -> 0, nanoTime);
    }

    String queueName() {
        return queueName;
    }

    /** Whether changes are switched off. */
    boolean refused() {
        if (switchedOff.left() == 0) {
            return false;
        }
        long since = refusedAt();
        boolean outage = others.stream().anyMatch(other -> other.deniedSince(since));
        if (outage) {
            switchedOff.reset();
        }
        return !outage;
    }

    /**
     * Makes the message visible after this time, counted from now. Fails as {@link Kind#DENIED}
     * without a request while changes are switched off.
     */
    CompletableFuture<Lease> change(String handle, Duration time, Duration patience) {
        if (refused()) {
            return CompletableFuture.failedFuture(
                    new MnsException(
                            Kind.DENIED,
                            null,
                            "ALICOM-503 Changes of visibility are switched off"));
        }
        return queue.changeVisibility(handle, time, patience).whenComplete(this::answered);
    }

    private void answered(Lease lease, Throwable failure) {
        if (failure == null) {
            switchedOff.succeeded();
        } else if (MnsException.of(failure).kind() == Kind.DENIED && othersWork()) {
            switchOff(MnsException.of(failure).reference());
        }
    }

    private boolean othersWork() {
        return others.stream().anyMatch(other -> other.workedWithin(SAME_TIME))
                && others.stream().noneMatch(FailureTracker::isDenied);
    }

    private void switchOff(String refusal) {
        boolean first = noteRefusal();
        switchedOff.failed(LAST_RETRY);
        if (first) {
            LOG.warn(
                    "ALICOM-502 MNS refuses changes of visibility on {} ({}) while other calls"
                            + " succeed: leases are not extended any more, and failed or released"
                            + " messages are redelivered when their leases expire",
                    queueName,
                    refusal);
        }
    }

    /** Returns whether no refusal was logged before. */
    private synchronized boolean noteRefusal() {
        refusedAt = nanoTime.getAsLong();
        boolean first = !logged;
        logged = true;
        return first;
    }

    private synchronized long refusedAt() {
        return refusedAt;
    }
}
