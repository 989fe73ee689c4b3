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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks exchanges that were not completed within {@code maxExtension}, until an exchange that
 * began later is completed. Such exchanges hold no message any more, so no other figure shows them.
 */
final class UnfinishedExchanges {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedExchanges.class);

    private final String routing;
    private final String limit;
    private final LongSupplier nanoTime;

    /** Exchanges begun since the last one that was not completed. */
    private final Set<Delivery> begunLater = ConcurrentHashMap.newKeySet();

    private volatile boolean present;

    // guarded by this
    private int receipts;
    private int threads;
    private long firstAt;
    private long lastAt;

    UnfinishedExchanges(String queueName, Duration maxExtension, LongSupplier nanoTime) {
        this.routing = "Routing receipts of queue " + queueName;
        this.limit = "maxExtension (" + text(maxExtension) + ")";
        this.nanoTime = nanoTime;
    }

    /** Such as 1h, or 1m30s. */
    private static String text(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /** An exchange begins. */
    void begun(Delivery delivery) {
        if (present) {
            begunLater.add(delivery);
        }
    }

    /** An exchange is completed, successfully or not. */
    void finished(Delivery delivery) {
        if (present && begunLater.remove(delivery)) {
            forget();
        }
    }

    /** The message of an exchange is no longer held, since it reached the limit. */
    void notFinished() {
        add(1, 0);
    }

    /** A thread is blocked in the route, though none of its messages is held any more. */
    void blocked() {
        add(0, 1);
    }

    private void add(int moreReceipts, int moreThreads) {
        String sentence;
        boolean first;
        synchronized (this) {
            first = receipts + threads == 0;
            receipts += moreReceipts;
            threads += moreThreads;
            lastAt = nanoTime.getAsLong();
            firstAt = first ? lastAt : firstAt;
            present = true;
            begunLater.clear();
            sentence = sentence();
        }
        if (first) {
            LOG.warn("{}: {}", routing, sentence);
        }
    }

    private void forget() {
        synchronized (this) {
            if (!present) {
                return;
            }
            present = false;
            receipts = 0;
            threads = 0;
            begunLater.clear();
        }
        LOG.info("ALICOM-324 {} works again", routing);
    }

    synchronized Optional<Failure> failure() {
        return present
                ? Optional.of(
                        new Failure(
                                routing,
                                new IllegalStateException(sentence()),
                                receipts + threads,
                                Duration.ofNanos(lastAt - firstAt)))
                : Optional.empty();
    }

    private String sentence() {
        List<String> parts = new ArrayList<>();
        if (receipts > 0) {
            String were = receipts == 1 ? "1 receipt was" : receipts + " receipts were";
            String it = receipts == 1 ? "it" : "them";
            parts.add(were + " not completed within " + limit + ", MNS redelivers " + it);
        }
        if (threads > 0) {
            String have = threads == 1 ? "1 thread has" : threads + " threads have";
            parts.add(have + " been blocked in the route for longer than " + limit);
        }
        String what = String.join("; ", parts);
        return "ALICOM-323 " + what + "; look for a step that lost its callback or blocks";
    }
}
