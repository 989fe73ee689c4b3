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

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.camelalicom.mns.gateway.QueueSnapshot;

/**
 * What a consumer is doing and has done since it was started. All that is shown to operators comes
 * from here.
 *
 * @param receiveLag from when a message was put into the queue until it went into the route, by the
 *     clocks of both machines; redeliveries do not count
 * @param leaseMargin what was left of a message's lease when it was deleted
 * @param drifted fields of receipts that differ from what is documented, one for each field and
 *     receipt
 * @param troubles what fails at present; empty when all is well
 */
public record ConsumerSnapshot(
        Load load,
        Totals totals,
        DurationSummary receiveLag,
        DurationSummary leaseMargin,
        QueueSnapshot queue,
        long drifted,
        Optional<Failure.Past> lastFailure,
        List<Failure> troubles) {

    /** As told by whoever reads the messages; the engine does not. */
    public ConsumerSnapshot withDrifted(long differences) {
        return new ConsumerSnapshot(
                load, totals, receiveLag, leaseMargin, queue, differences, lastFailure, troubles);
    }

    /** Both together. */
    public ConsumerSnapshot plus(ConsumerSnapshot other) {
        return new ConsumerSnapshot(
                load.plus(other.load),
                totals.plus(other.totals),
                receiveLag.plus(other.receiveLag),
                leaseMargin.plus(other.leaseMargin),
                queue.plus(other.queue),
                drifted + other.drifted,
                Failure.Past.later(lastFailure, other.lastFailure),
                Stream.concat(troubles.stream(), other.troubles.stream()).toList());
    }

    /** What remains of it when the consumer has ended: what it has done, and no failure. */
    public ConsumerSnapshot ended() {
        return new ConsumerSnapshot(
                Load.NONE,
                totals,
                receiveLag,
                leaseMargin,
                queue.withoutToken(),
                drifted,
                Optional.empty(),
                List.of());
    }

    /** What became of all that was received, as a phrase for a log. */
    String sum() {
        return "received %d, deleted %d, given back %d, left %d, lost %d, lapsed %d, still held %d"
                .formatted(
                        totals.received(),
                        totals.deleted(),
                        totals.givenBack(),
                        totals.left(),
                        totals.lost(),
                        totals.lapsed(),
                        load.inFlight());
    }

    /**
     * What a consumer is at.
     *
     * @param receivers how many receive at present, polling or resting between polls
     * @param mostReceivers how many may
     * @param inFlight messages held
     * @param waiting of these, received and not yet begun
     * @param waitingDeletes of these, done and not yet deleted
     */
    public record Load(
            int receivers, int mostReceivers, int inFlight, int waiting, int waitingDeletes) {

        static final Load NONE = new Load(0, 0, 0, 0, 0);

        Load plus(Load other) {
            return new Load(
                    receivers + other.receivers,
                    mostReceivers + other.mostReceivers,
                    inFlight + other.inFlight,
                    waiting + other.waiting,
                    waitingDeletes + other.waitingDeletes);
        }
    }

    /**
     * What became of the messages since the consumer was started.
     *
     * @param received all that came
     * @param redelivered of these, received for the second time or more
     * @param deleted messages deleted
     * @param givenBack messages that no worker had begun, given back at stop or suspension
     * @param left messages left for redelivery: failed, or not to be deleted
     * @param lost messages that could not be deleted in time, or were held for too long, and come
     *     again as duplicates
     * @param lapsed messages whose lease ended before work began
     * @param deleteFailures deletes that failed, counted by message and attempt
     */
    public record Totals(
            long received,
            long redelivered,
            long deleted,
            long givenBack,
            long left,
            long lost,
            long lapsed,
            long deleteFailures) {

        Totals plus(Totals other) {
            return new Totals(
                    received + other.received,
                    redelivered + other.redelivered,
                    deleted + other.deleted,
                    givenBack + other.givenBack,
                    left + other.left,
                    lost + other.lost,
                    lapsed + other.lapsed,
                    deleteFailures + other.deleteFailures);
        }
    }
}
