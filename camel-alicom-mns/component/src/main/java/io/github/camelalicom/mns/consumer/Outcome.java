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

/** How a delivery ended, for the one who had it. */
public enum Outcome {
    /** The route is done with the message: delete it. */
    COMPLETED,
    /** The route failed, or does not want it: leave it for redelivery. */
    ABANDONED,
    /** Nobody worked on it, since the consumer stops: make it visible again at once. */
    GIVEN_BACK,
    /** The route has deleted it itself: there is nothing left to do. */
    DELETED
}
