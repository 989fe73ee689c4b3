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

import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** Deliveries without an engine. */
public final class Deliveries {

    private static final Delivery.Listener NO_LISTENER =
            new Delivery.Listener() {
                @Override
                public void finished(Delivery delivery, Outcome outcome) {}

                @Override
                public void ended(Delivery delivery, Delivery.State state) {}
            };

    private Deliveries() {}

    public static Delivery of(ReceivedMessage message) {
        return new Delivery(message, System.nanoTime(), NO_LISTENER);
    }
}
