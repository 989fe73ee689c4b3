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
