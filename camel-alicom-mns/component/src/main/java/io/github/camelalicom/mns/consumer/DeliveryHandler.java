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

/** Processes messages: implemented by the Camel route. */
@FunctionalInterface
public interface DeliveryHandler {

    /**
     * Processes the deliveries, and ensures that {@link Delivery#finish} is called for each, now or
     * later, on any thread. Called on a worker thread; after an exception they are abandoned.
     *
     * @param deliveries one; with batching, those of one receive
     */
    void handle(List<Delivery> deliveries) throws Exception;
}
