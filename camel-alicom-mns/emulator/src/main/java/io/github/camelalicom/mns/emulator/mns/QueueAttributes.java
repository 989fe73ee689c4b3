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
package io.github.camelalicom.mns.emulator.mns;

import java.time.Duration;

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/**
 * The attributes of a queue.
 *
 * <p>Those of the receipt queues of Alibaba Cloud are not known; these are the defaults of MNS.
 */
@Provenance(value = Basis.DOCUMENTED, source = "help 128343; MNSConstants of the C# SDK")
public record QueueAttributes(
        Duration visibilityTimeout,
        Duration delay,
        int maximumMessageSize,
        Duration retention,
        Duration pollingWait) {

    public static final QueueAttributes DEFAULT =
            new QueueAttributes(
                    Duration.ofSeconds(30),
                    Duration.ZERO,
                    Limits.MESSAGE_BYTES,
                    Duration.ofSeconds(345_600),
                    Duration.ZERO);

    public QueueAttributes withVisibilityTimeout(Duration timeout) {
        return new QueueAttributes(timeout, delay, maximumMessageSize, retention, pollingWait);
    }
}
