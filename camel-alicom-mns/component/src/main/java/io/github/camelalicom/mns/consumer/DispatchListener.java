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
 * Hears what becomes of deliveries on their way to a worker and through it. What happens to an
 * exchange that goes on asynchronously is the route's.
 */
interface DispatchListener {

    /** It goes into the route now. */
    void begun(Delivery delivery);

    /** A worker is free of so many: they are finished, or go on without it. */
    void routed(int deliveries);

    /** So many no longer wait for a worker or hold one, and say nothing about the pace. */
    void dropped(int deliveries);

    /** A worker is blocked in the route, and is replaced. */
    void blocked(RoutingTask task);
}
