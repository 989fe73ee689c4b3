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
 * Rounds of work until the JIT compiler of the worker takes only a small share of the time, or
 * patience ends: while it compiles, a message seems to cost several times what it will.
 *
 * @param calm the share of one CPU that the compiler may take in a round
 * @param longest no further round after this
 */
record WarmUp(double calm, Duration longest) {

    static final WarmUp FULL = new WarmUp(0.03, Duration.ofSeconds(60));

    void run(WorkerProcess worker, Runnable round) {
        long begin = System.nanoTime();
        boolean calmEnough = false;
        while (!calmEnough && System.nanoTime() - begin < longest.toNanos()) {
            long start = System.nanoTime();
            long compiled = worker.figures().compileMillis();
            round.run();
            compiled = worker.figures().compileMillis() - compiled;
            calmEnough = compiled * 1e6 / (System.nanoTime() - start) <= calm;
        }
    }
}
