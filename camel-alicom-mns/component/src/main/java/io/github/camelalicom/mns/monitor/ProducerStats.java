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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;

import io.github.camelalicom.mns.consumer.Failure;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.QueueSnapshot;

/** All producers of a queue, whatever their operation is. */
public final class ProducerStats extends SharedStats<ProducerStats.Snapshot> {

    /**
     * The requests of a producer since it was started. Camel itself counts exchanges and their
     * times.
     *
     * @param lastFailure the last failure of a request, also if requests succeed again
     * @param failures the current failure, if requests fail
     */
    public record Snapshot(
            QueueSnapshot queue, Optional<Failure.Past> lastFailure, List<Failure> failures) {

        Snapshot plus(Snapshot other) {
            return new Snapshot(
                    queue.plus(other.queue),
                    Failure.Past.later(lastFailure, other.lastFailure),
                    Stream.concat(failures.stream(), other.failures.stream()).toList());
        }

        Snapshot ended() {
            return new Snapshot(queue.withoutToken(), Optional.empty(), List.of());
        }
    }

    /** The requests of one producer, from its start to its stop. */
    public static final class RequestStats implements Member<Snapshot> {

        private final Optional<ByQueue<Snapshot, ProducerStats>> producers;
        private final QueueId queue;
        private final Supplier<QueueSnapshot> requests;
        private final RequestFailures failures;

        /**
         * @param producers the component's; empty if the endpoint has no component
         * @param doing what a request does, as the start of a sentence
         */
        public RequestStats(
                Optional<ByQueue<Snapshot, ProducerStats>> producers,
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
         * Processes an exchange and records whether its request succeeds. Invalid input of an
         * exchange is not a failure of a request.
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
        public Optional<Snapshot> snapshot() {
            return Optional.of(new Snapshot(requests.get(), failures.last(), failures.current()));
        }
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

        /**
         * @param last the last failure; null if there was none
         * @param current the failure since the last success; null if there is none
         */
        private record State(
                MnsException last,
                long lastAt,
                MnsException current,
                int failures,
                long currentSince,
                long currentAt) {

            State succeeded() {
                return current == null ? this : new State(last, lastAt, null, 0, 0, 0);
            }

            State failed(MnsException e, long now) {
                return OF_SERVICE.contains(e.kind())
                        ? new State(
                                e, now, e, failures + 1, failures == 0 ? now : currentSince, now)
                        : new State(e, now, current, failures, currentSince, currentAt);
            }
        }

        private final String doing;
        private final LongSupplier nanoTime;
        private final AtomicReference<State> state =
                new AtomicReference<>(new State(null, 0, null, 0, 0, 0));

        /**
         * @param doing what a request does, as the start of a sentence
         */
        RequestFailures(String doing, LongSupplier nanoTime) {
            this.doing = doing;
            this.nanoTime = nanoTime;
        }

        void succeeded() {
            state.updateAndGet(State::succeeded);
        }

        void failed(MnsException e) {
            if (e.kind() != Kind.CLOSED) {
                long now = nanoTime.getAsLong();
                state.updateAndGet(before -> before.failed(e, now));
            }
        }

        /** The last failure, also if requests succeed again. */
        Optional<Failure.Past> last() {
            State now = state.get();
            return Optional.ofNullable(now.last())
                    .map(e -> new Failure.Past(doing, e, since(now.lastAt())));
        }

        /** The failure since the last success, if it is recent; at most one. */
        List<Failure> current() {
            State now = state.get();
            return now.current() == null || since(now.currentAt()).compareTo(CURRENT) > 0
                    ? List.of()
                    : List.of(failure(now));
        }

        private Failure failure(State now) {
            Duration lasted = Duration.ofNanos(now.currentAt() - now.currentSince());
            return new Failure(doing, now.current(), now.failures(), lasted);
        }

        private Duration since(long instant) {
            return Duration.ofNanos(nanoTime.getAsLong() - instant);
        }
    }

    private final CamelContext context;

    public ProducerStats(CamelContext context, QueueId queue) {
        super(queue, Snapshot::plus, Snapshot::ended);
        this.context = context;
    }

    @Override
    ConsumerMeters newMeters() {
        return MeterFactory.ofProducers(context, queue(), () -> snapshot().map(Snapshot::queue));
    }

    @Override
    HealthCheck healthCheck() {
        return MnsHealthCheck.ofQueue(
                "producing",
                getMessageType(),
                getQueueName(),
                () -> snapshot().map(Snapshot::failures));
    }
}
