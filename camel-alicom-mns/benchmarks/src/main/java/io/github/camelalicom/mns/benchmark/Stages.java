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

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

/** What each stage of a message's way costs by itself, measured by JMH in JVMs of its own. */
final class Stages {

    /**
     * @param name class and method
     * @param nanos of wall time for each message
     * @param cpuNanos of all threads for each message
     * @param bytes allocated for each message
     */
    record Row(String name, double nanos, double cpuNanos, double bytes) {}

    private Stages() {}

    /**
     * @param forks JVMs for each stage; with none all are measured in this one
     * @param iteration how long each of the ten iterations takes, of which the first half does not
     *     count
     */
    static List<Row> measure(int forks, Duration iteration) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(iteration.toMillis());
        Options options =
                new OptionsBuilder()
                        .include("\\.mns\\..*Stage\\.")
                        .mode(Mode.AverageTime)
                        .timeUnit(NANOSECONDS)
                        .forks(forks)
                        .warmupIterations(5)
                        .warmupTime(time)
                        .measurementIterations(5)
                        .measurementTime(time)
                        .jvmArgsAppend("-Xmx1g")
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuProfiler.class)
                        .shouldFailOnError(true)
                        .build();
        return new Runner(options).run().stream().map(Stages::row).toList();
    }

    private static Row row(RunResult result) {
        String name = result.getParams().getBenchmark().replaceAll(".*\\.(\\w+\\.\\w+)$", "$1");
        String receivers = result.getParams().getParam("receivers");
        return new Row(
                receivers == null ? name : name + ", receivers: " + receivers,
                result.getPrimaryResult().getScore(),
                secondary(result, CpuProfiler.NAME),
                secondary(result, "gc.alloc.rate.norm"));
    }

    private static double secondary(RunResult result, String name) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(name))
                .map(entry -> (Result<?>) entry.getValue())
                .mapToDouble(Result::getScore)
                .findFirst()
                .orElse(Double.NaN);
    }
}
