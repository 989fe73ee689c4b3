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

import java.util.Arrays;

/**
 * What a worker has cost since it began.
 *
 * @param cpuNanos CPU time of the process
 * @param allocated bytes, by the threads that are alive
 * @param done messages handed over
 * @param lags from enqueue to hand-over in milliseconds, of the messages since the figures before
 */
record Figures(long cpuNanos, long compileMillis, long allocated, long done, long[] lags) {

    private static final int LAGS = 4;

    static Figures parse(String line) {
        long[] numbers = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
        long[] lags = Arrays.copyOfRange(numbers, LAGS, numbers.length);
        Arrays.sort(lags);
        return new Figures(numbers[0], numbers[1], numbers[2], numbers[3], lags);
    }

    /**
     * @param before figures of the same worker
     * @param messages that were sent to it, or that it has deleted, since then
     * @throws IllegalStateException if fewer were handed over: figures of others would say nothing
     */
    Figures requireDone(Figures before, long messages) {
        long handedOver = done - before.done;
        if (handedOver < messages) {
            throw new IllegalStateException(
                    "only " + handedOver + " of " + messages + " messages were handed over");
        }
        return this;
    }

    /** The lag that so much of a hundred do not exceed. */
    long lag(int percent) {
        return lags[(int) Math.ceil(lags.length * percent / 100.0) - 1];
    }
}
