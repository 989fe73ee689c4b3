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

/**
 * What a contender costs under a load.
 *
 * @param messages a minute, that reached a route
 * @param requests a minute
 * @param cpuMillis CPU of the contender's process, for each minute
 * @param footprint at the end
 */
record Usage(Load load, double messages, double requests, double cpuMillis, Footprint footprint) {

    static Usage of(
            Load load,
            Duration measured,
            Figures before,
            Figures after,
            long requests,
            Footprint footprint) {
        double minutes = measured.toMillis() / 60e3;
        return new Usage(
                load,
                (after.done() - before.done()) / minutes,
                requests / minutes,
                (after.cpuNanos() - before.cpuNanos()) / 1e6 / minutes,
                footprint);
    }
}
