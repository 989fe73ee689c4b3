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

/**
 * What a consumer is doing and has done since it was started. All that is shown to operators comes
 * from here.
 *
 * @param receivers how many receive at present, polling or resting between polls
 * @param inFlight messages held at present
 * @param waiting of these, received and not yet begun
 * @param received messages received
 * @param deleted messages deleted
 * @param givenBack messages that no worker had begun, given back at stop or suspension
 * @param left messages left for redelivery: failed, or not to be deleted
 * @param lost messages that could not be deleted in time, or were held for too long, and come again
 *     as duplicates
 * @param lapsed messages whose lease ended before work began
 * @param drifted how often a receipt differed from its documentation, once for each field; counted
 *     since the route was made
 * @param troubles what fails at present; empty when all is well
 */
public record ConsumerSnapshot(
        int receivers,
        int inFlight,
        int waiting,
        long received,
        long deleted,
        long givenBack,
        long left,
        long lost,
        long lapsed,
        long drifted,
        List<Trouble> troubles) {

    /** The engine does not read what it moves; who reads adds what was found. */
    public ConsumerSnapshot withDrifted(long differences) {
        return new ConsumerSnapshot(
                receivers,
                inFlight,
                waiting,
                received,
                deleted,
                givenBack,
                left,
                lost,
                lapsed,
                differences,
                troubles);
    }

    /** What became of all that was received, as a phrase for a log. */
    String sum() {
        return "received %d, deleted %d, given back %d, left %d, lost %d, lapsed %d, still held %d"
                .formatted(received, deleted, givenBack, left, lost, lapsed, inFlight);
    }
}
