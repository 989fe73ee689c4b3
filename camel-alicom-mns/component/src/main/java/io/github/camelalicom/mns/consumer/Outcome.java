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

/** How the work on a delivery ended. */
public enum Outcome {
    /** Processed: delete the message. */
    COMPLETED,
    /** Failed or rejected by the route: leave the message for redelivery. */
    ABANDONED,
    /** Not begun, since the consumer stops: make the message visible at once. */
    RELEASED,
    /** Already deleted by the route: nothing is left to do. */
    DELETED
}
