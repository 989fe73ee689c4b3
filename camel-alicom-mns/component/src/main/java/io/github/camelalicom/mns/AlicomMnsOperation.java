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
package io.github.camelalicom.mns;

/** What the producer does. */
public enum AlicomMnsOperation {
    /** Asks the SMS service what became of the messages to one number on one day. */
    querySendDetails,
    /** Asks the international site what became of one message. */
    queryMessage,
    /** Asks the voice service how one call went. */
    queryCallDetail,
    /** Deletes the message that the exchange came with. */
    deleteMessage,
    /** Decides when the message that the exchange came with is visible again. */
    changeVisibility
}
