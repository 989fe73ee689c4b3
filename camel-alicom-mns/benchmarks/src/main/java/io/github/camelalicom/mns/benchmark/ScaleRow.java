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
package io.github.camelalicom.mns.benchmark;

import java.time.Duration;
import java.util.List;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/**
 * What so many queues in one JVM cost a contender.
 *
 * @param start of a context with a route for each queue, in a fresh JVM
 * @param stop of that context
 * @param usages one for each load
 */
record ScaleRow(
        Contenders contender, int queues, Duration start, Duration stop, List<Usage> usages) {

    /** The same with the usage of one load only. */
    ScaleRow with(Usage usage) {
        return new ScaleRow(contender, queues, start, stop, List.of(usage));
    }

    Usage idle() {
        return usages.stream().filter(u -> u.load() == Load.IDLE).findFirst().orElseThrow();
    }

    List<Usage> loaded() {
        return usages.stream().filter(u -> u.load() != Load.IDLE).toList();
    }
}
