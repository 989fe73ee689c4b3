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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.camelalicom.mns.consumer.ConsumerSettings.LeaseSettings;
import io.github.camelalicom.mns.gateway.QueueSnapshot;

/**
 * What a consumer, poller or producer is doing, and what it has done since it was started: the only
 * source of console, JMX, meters and health checks. A producer has requests and failures only.
 *
 * @param receiveLag from when a message was enqueued until it was handed to the route, by the
 *     clocks of both machines; redelivered messages are not counted
 * @param leaseMargin what was left of a message's lease when it was deleted
 * @param drifted fields of receipts that differ from the documentation, one for each field and
 *     receipt
 * @param failures current failures
 */
public record ConsumerSnapshot(
        Load load,
        Totals totals,
        DurationSummary receiveLag,
        DurationSummary leaseMargin,
        QueueSnapshot queue,
        long drifted,
        Optional<Failure.Past> lastFailure,
        List<Failure> failures) {

    /** Of a producer, which holds no messages. */
    public static ConsumerSnapshot ofRequests(
            QueueSnapshot queue, Optional<Failure.Past> lastFailure, List<Failure> failures) {
        return new ConsumerSnapshot(
                Load.NONE,
                Totals.NONE,
                DurationSummary.NONE,
                DurationSummary.NONE,
                queue,
                0,
                lastFailure,
                failures);
    }

    /** With differences that the reader of the messages has counted; the engine does not. */
    public ConsumerSnapshot withDrifted(long differences) {
        return new ConsumerSnapshot(
                load, totals, receiveLag, leaseMargin, queue, differences, lastFailure, failures);
    }

    /** The sum of both. */
    public ConsumerSnapshot plus(ConsumerSnapshot other) {
        return new ConsumerSnapshot(
                load.plus(other.load),
                totals.plus(other.totals),
                receiveLag.plus(other.receiveLag),
                leaseMargin.plus(other.leaseMargin),
                queue.plus(other.queue),
                drifted + other.drifted,
                Failure.Past.later(lastFailure, other.lastFailure),
                Stream.concat(failures.stream(), other.failures.stream()).toList());
    }

    /** What remains when the consumer has ended: its totals, and no failure. */
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

    /** How many messages ended in which way, for the log. */
    String sum() {
        return String.format(
                Locale.ROOT,
                "received %d, deleted %d, released %d, left %d, redelivery expected %d, lapsed %d,"
                        + " still held %d",
                totals.received(),
                totals.deleted(),
                totals.released(),
                totals.left(),
                totals.redeliveryExpected(),
                totals.lapsed(),
                load.inFlight());
    }

    /** What the consumer can do, as a part of a sentence. */
    String capacity(LeaseSettings lease) {
        String extensions =
                lease.extend()
                        ? "extended by " + lease.visibilityTimeout().toSeconds() + " s"
                        : "not extended";
        String token =
                queue.token()
                        .map(times -> ", token valid for " + times.left().toMinutes() + " min")
                        .orElse("");
        return "up to " + load.maxReceivers() + " receivers, leases " + extensions + token;
    }

    /**
     * What a consumer is doing.
     *
     * @param receivers receivers that poll, or pause between polls
     * @param maxReceivers the maximum number of receivers
     * @param inFlight messages held
     * @param waiting of these, received and not yet begun
     * @param waitingDeletes of these, finished and not yet deleted
     */
    public record Load(
            int receivers, int maxReceivers, int inFlight, int waiting, int waitingDeletes) {

        static final Load NONE = new Load(0, 0, 0, 0, 0);

        Load plus(Load other) {
            return new Load(
                    receivers + other.receivers,
                    maxReceivers + other.maxReceivers,
                    inFlight + other.inFlight,
                    waiting + other.waiting,
                    waitingDeletes + other.waitingDeletes);
        }
    }

    /**
     * How messages ended since the consumer was started.
     *
     * @param received all messages received
     * @param redelivered of these, received for the second time or more
     * @param released messages that no worker had begun, made visible at stop or suspension
     * @param left messages left for redelivery: failed, or not to be deleted
     * @param redeliveryExpected messages that were not deleted in time, or were held for longer
     *     than {@code maxExtension}: redelivered as duplicates
     * @param lapsed messages whose lease ended before work began
     * @param deleteFailures deletes that failed, counted by message and attempt
     */
    public record Totals(
            long received,
            long redelivered,
            long deleted,
            long released,
            long left,
            long redeliveryExpected,
            long lapsed,
            long deleteFailures) {

        static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0);

        Totals plus(Totals other) {
            return new Totals(
                    received + other.received,
                    redelivered + other.redelivered,
                    deleted + other.deleted,
                    released + other.released,
                    left + other.left,
                    redeliveryExpected + other.redeliveryExpected,
                    lapsed + other.lapsed,
                    deleteFailures + other.deleteFailures);
        }
    }
}
