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
 * Hears of each single time that an operator may want as a distribution, such as a metrics library.
 * The engine owns it, and knows of none. Called on workers and settlers, on many at once; must be
 * quick and must not throw.
 */
public interface TimingListener {

    /**
     * A message that was received for the first time goes into the route.
     *
     * @param lagNanos since it was put into the queue, by the clocks of both machines; at least 0
     */
    void begun(long lagNanos);

    /**
     * A message was deleted.
     *
     * @param leaseLeftNanos what was left of its lease then; at least 0
     */
    void deleted(long leaseLeftNanos);
}
