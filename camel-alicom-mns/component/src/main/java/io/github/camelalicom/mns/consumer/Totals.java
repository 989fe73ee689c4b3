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
 * What became of the messages since the consumer was started.
 *
 * @param received all that came
 * @param redelivered of these, received for the second time or more
 * @param deleted messages deleted
 * @param givenBack messages that no worker had begun, given back at stop or suspension
 * @param left messages left for redelivery: failed, or not to be deleted
 * @param lost messages that could not be deleted in time, or were held for too long, and come again
 *     as duplicates
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
