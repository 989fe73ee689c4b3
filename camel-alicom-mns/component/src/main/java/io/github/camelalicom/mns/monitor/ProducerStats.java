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
import java.util.Optional;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;

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
     * @param lastFailure the last failure of a request
     */
    public record Snapshot(QueueSnapshot queue, Optional<Failure.Past> lastFailure) {

        Snapshot plus(Snapshot other) {
            return new Snapshot(
                    queue.plus(other.queue), Failure.Past.later(lastFailure, other.lastFailure));
        }

        Snapshot ended() {
            return new Snapshot(queue.withoutToken(), Optional.empty());
        }
    }

    /** What operators see of one producer, from its start to its stop. */
    public static final class RequestStats implements Member<Snapshot> {

        private record FailedRequest(MnsException cause, long at) {}

        private final Optional<ByQueue<Snapshot, ProducerStats>> producers;
        private final QueueId queue;
        private final String doing;
        private final Supplier<QueueSnapshot> requests;
        private volatile FailedRequest last;

        /**
         * @param producers the component's; empty where the endpoint has no component
         * @param doing what a request does, as the start of a sentence
         */
        public RequestStats(
                Optional<ByQueue<Snapshot, ProducerStats>> producers,
                QueueId queue,
                String doing,
                Supplier<QueueSnapshot> requests) {
            this.producers = producers;
            this.queue = queue;
            this.doing = doing;
            this.requests = requests;
        }

        public void open() {
            producers.ifPresent(groups -> groups.join(queue, this));
        }

        public void close() {
            producers.ifPresent(groups -> groups.leave(queue, this));
        }

        /**
         * Runs the work of an exchange, and notes the failure of a request. An exchange with
         * invalid input is not a failure of a request.
         */
        public void during(Runnable work) {
            try {
                work.run();
            } catch (MnsException e) {
                if (e.kind() != Kind.CLOSED) {
                    last = new FailedRequest(e, System.nanoTime());
                }
                throw e;
            }
        }

        @Override
        public Optional<Snapshot> snapshot() {
            return Optional.of(
                    new Snapshot(requests.get(), Optional.ofNullable(last).map(this::past)));
        }

        private Failure.Past past(FailedRequest failure) {
            Duration ago = Duration.ofNanos(System.nanoTime() - failure.at());
            return new Failure.Past(doing, failure.cause(), ago);
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
}
