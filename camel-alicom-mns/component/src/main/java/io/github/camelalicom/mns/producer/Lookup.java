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
package io.github.camelalicom.mns.producer;

import org.apache.camel.Message;

import io.github.camelalicom.mns.gateway.QueueSnapshot;

/** Asks one of Alibaba Cloud's services for what a queue did not deliver. Safe for many threads. */
public interface Lookup extends AutoCloseable {

    /**
     * Reads from the message what to ask for, and sends nothing.
     *
     * @return asks, and sets the answer on the message
     * @throws IllegalArgumentException when the input is missing or invalid
     */
    Runnable prepare(Message message);

    /** What was sent so far. */
    QueueSnapshot snapshot();

    /** Ends the pauses between attempts, and with them the attempts. */
    @Override
    void close();
}
