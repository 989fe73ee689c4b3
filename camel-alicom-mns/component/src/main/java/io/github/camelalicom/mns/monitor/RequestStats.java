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
package io.github.camelalicom.mns.monitor;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.Failure;
import io.github.camelalicom.mns.consumer.FailureTracker;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.monitor.SharedStats.ByQueue;
import io.github.camelalicom.mns.monitor.SharedStats.QueueId;

/**
 * The requests of one producer, from its start to its stop. Camel itself counts exchanges and their
 * times.
 */
public final class RequestStats implements SharedStats.Member {

    private final Optional<ByQueue> producers;
    private final QueueId queue;
    private final Supplier<QueueSnapshot> requests;
    private final RequestFailures failures;

    /**
     * @param producers the component's; empty if the endpoint has no component
     * @param doing what a request does, as the start of a sentence
     */
    public RequestStats(
            Optional<ByQueue> producers,
            QueueId queue,
            String doing,
            Supplier<QueueSnapshot> requests) {
        this.producers = producers;
        this.queue = queue;
        this.requests = requests;
        this.failures = new RequestFailures(doing, System::nanoTime);
    }

    public void open() {
        producers.ifPresent(groups -> groups.join(queue, this));
    }

    public void close() {
        producers.ifPresent(groups -> groups.leave(queue, this));
    }

    /**
     * Processes an exchange and records whether its request succeeds. Invalid input of an exchange
     * is not a failure of a request.
     */
    public void during(Runnable work) {
        try {
            work.run();
            failures.succeeded();
        } catch (MnsException e) {
            failures.failed(e);
            throw e;
        }
    }

    @Override
    public Optional<ConsumerSnapshot> snapshot() {
        return Optional.of(
                ConsumerSnapshot.ofRequests(requests.get(), failures.last(), failures.current()));
    }

    /**
     * The failures of a producer's requests. A producer sends a request only when an exchange
     * arrives, so a failure that was not confirmed for a while is no longer current: an application
     * that is taken out of service because of it would otherwise never send the request that shows
     * the recovery.
     */
    static final class RequestFailures {

        static final Duration CURRENT = Duration.ofMinutes(5);

        /** Failures of the service or the configuration, not of a single message or request. */
        private static final Set<Kind> OF_SERVICE =
                EnumSet.of(
                        Kind.UNAVAILABLE,
                        Kind.THROTTLED,
                        Kind.TOKEN_UNAVAILABLE,
                        Kind.DENIED,
                        Kind.TOKEN,
                        Kind.NO_SUCH_QUEUE);

        private final FailureTracker tracker;

        /**
         * @param doing what a request does, as the start of a sentence
         */
        RequestFailures(String doing, LongSupplier nanoTime) {
            tracker = new FailureTracker(doing, nanoTime);
        }

        void succeeded() {
            tracker.forget();
        }

        void failed(MnsException e) {
            if (OF_SERVICE.contains(e.kind())) {
                tracker.forgetAfter(CURRENT);
                tracker.count(e);
            } else if (e.kind() != Kind.CLOSED) {
                tracker.remember(e);
            }
        }

        /** The last failure, also if requests succeed again. */
        Optional<Failure.Past> last() {
            return tracker.lastFailure();
        }

        /** The failure since the last success, if it is recent; at most one. */
        List<Failure> current() {
            return tracker.failureWithin(CURRENT).stream().toList();
        }
    }
}
