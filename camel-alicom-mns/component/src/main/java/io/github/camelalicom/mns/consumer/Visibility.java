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
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.BlockingCall;
import io.github.camelalicom.mns.gateway.Lease;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;

/**
 * The right to change the visibility of messages, which the vendor may not grant: it is not known
 * whether the queue's token allows it. Where it is refused, it is asked for no more; only now and
 * then, since what was refused may have been everything, for a while.
 */
final class Visibility {

    private static final Logger LOG = LoggerFactory.getLogger(Visibility.class);

    private static final long ASK_AGAIN_AFTER = Duration.ofMinutes(10).toNanos();

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final MnsQueue queue;
    private final String queueName;
    private final LongSupplier nanoTime;

    // guarded by this
    private boolean said;
    private boolean refused;
    private long refusedAt;

    Visibility(MnsQueue queue, String queueName, LongSupplier nanoTime) {
        this.queue = queue;
        this.queueName = queueName;
        this.nanoTime = nanoTime;
    }

    synchronized boolean refused() {
        refused = refused && nanoTime.getAsLong() - refusedAt < ASK_AGAIN_AFTER;
        return refused;
    }

    /**
     * Makes the message visible after this time, counted from now.
     *
     * @throws MnsException {@link Kind#DENIED} also where it was refused before, without asking
     */
    Lease change(String handle, Duration time) {
        if (refused()) {
            throw new MnsException(Kind.DENIED, null, "Changes of visibility are switched off");
        }
        try {
            return BlockingCall.await(queue.changeVisibility(handle, time, PATIENCE));
        } catch (MnsException e) {
            if (e.kind() == Kind.DENIED && switchOff()) {
                LOG.warn(
                        "MNS refuses changes of visibility on {} ({}): leases are not extended any"
                                + " more, and failed or given back messages come when their leases"
                                + " end",
                        queueName,
                        e.code());
            }
            throw e;
        }
    }

    /** Whether that is news. */
    private synchronized boolean switchOff() {
        refused = true;
        refusedAt = nanoTime.getAsLong();
        boolean news = !said;
        said = true;
        return news;
    }
}
