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

/**
 * Changes the visibility of messages, while the queue's token allows it: it is not documented
 * whether it does. Where changes are refused while other calls succeed, they are switched off for
 * the queue, and tried again later. A refusal at a time at which other calls are refused as well
 * says nothing about this right: that is an outage.
 */
final class VisibilityChanger {

    private static final Logger LOG = LoggerFactory.getLogger(VisibilityChanger.class);

    private static final long TRY_AGAIN_AFTER = Duration.ofMinutes(10).toNanos();

    /** A success of another call that is older says nothing about the time of the refusal. */
    private static final Duration SAME_TIME = Duration.ofSeconds(5);

    private final MnsQueue queue;
    private final String queueName;
    private final List<FailureTracker> others;
    private final LongSupplier nanoTime;

    // guarded by this
    private boolean said;
    private boolean refused;
    private long refusedAt;

    /**
     * @param others how the other calls to the same queue fare
     */
    VisibilityChanger(
            MnsQueue queue, String queueName, List<FailureTracker> others, LongSupplier nanoTime) {
        this.queue = queue;
        this.queueName = queueName;
        this.others = List.copyOf(others);
        this.nanoTime = nanoTime;
    }

    /** Whether changes are switched off. */
    boolean refused() {
        if (!isSwitchedOff()) {
            return false;
        }
        long since = refusedAt();
        boolean outage = others.stream().anyMatch(other -> other.deniedSince(since));
        if (outage || nanoTime.getAsLong() - since >= TRY_AGAIN_AFTER) {
            switchOn();
            return false;
        }
        return true;
    }

    /**
     * Makes the message visible after this time, counted from now. Fails as {@link Kind#DENIED}
     * without a request where changes are switched off.
     */
    CompletableFuture<Lease> change(String handle, Duration time, Duration patience) {
        if (refused()) {
            return CompletableFuture.failedFuture(
                    new MnsException(Kind.DENIED, null, "Changes of visibility are switched off"));
        }
        return queue.changeVisibility(handle, time, patience).whenComplete(this::answered);
    }

    private void answered(Lease lease, Throwable failure) {
        if (failure != null && MnsException.of(failure).kind() == Kind.DENIED && othersWork()) {
            switchOff(MnsException.of(failure).code());
        }
    }

    private boolean othersWork() {
        return others.stream().anyMatch(other -> other.workedWithin(SAME_TIME))
                && others.stream().noneMatch(FailureTracker::isDenied);
    }

    private void switchOff(String code) {
        if (isNewsThatItIsRefused()) {
            LOG.warn(
                    "MNS refuses changes of visibility on {} ({}) while other calls succeed: leases"
                            + " are not extended any more, and failed or released messages are"
                            + " redelivered when their leases expire",
                    queueName,
                    code);
        }
    }

    private synchronized boolean isNewsThatItIsRefused() {
        refused = true;
        refusedAt = nanoTime.getAsLong();
        boolean news = !said;
        said = true;
        return news;
    }

    private synchronized void switchOn() {
        refused = false;
    }

    private synchronized boolean isSwitchedOff() {
        return refused;
    }

    private synchronized long refusedAt() {
        return refusedAt;
    }
}
