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
package io.github.camelalicom.mns.monitor;

import io.github.camelalicom.mns.consumer.ConsumerStats;

/** The registered meters of a consumer, or of all pollers or producers of a queue. */
public class ConsumerMeters implements ConsumerStats.Listener {

    /** Measures nothing. */
    static final ConsumerMeters NONE = new ConsumerMeters();

    ConsumerMeters() {}

    @Override
    public void begun(long lagNanos) {}

    @Override
    public void deleted(long leaseLeftNanos) {}

    /** Removes the meters; does not throw. */
    public void close() {}
}
