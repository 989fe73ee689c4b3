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

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/**
 * Measures all contenders, and the stages of a message's way, in one run: {@code Benchmarks
 * throughput|latency|idle|stages|scale|all <folder>}.
 */
public final class Benchmarks {

    private static final List<Duration> LATENCIES =
            Stream.of(System.getProperty("benchmark.latencies", "0,5,20").split(","))
                    .map(Long::valueOf)
                    .map(Duration::ofMillis)
                    .toList();
    private static final int[] RATES = numbers("benchmark.rates", "10,100,1000");
    private static final int[] QUEUES = numbers("benchmark.queues", "1,50,200,500");
    private static final Duration SECONDS =
            Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 60));
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final int MESSAGES = Integer.getInteger("benchmark.messages", 100_000);
    private static final int RUNS = Integer.getInteger("benchmark.runs", 3);

    private final String classPath = classPath();
    private final Report report;

    private static int[] numbers(String property, String usual) {
        return Stream.of(System.getProperty(property, usual).split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private Benchmarks(Path folder) throws Exception {
        report = new Report(folder);
    }

    public static void main(String[] arguments) throws Exception {
        Benchmarks benchmarks = new Benchmarks(Path.of(arguments[1]));
        benchmarks.report.machine();
        List<String> all = List.of("throughput", "latency", "idle", "stages", "scale");
        List<String> wanted = arguments[0].equals("all") ? all : List.of(arguments[0].split(","));
        if (!all.containsAll(wanted)) {
            throw new IllegalArgumentException(
                    "No such benchmark: " + arguments[0] + "; there are " + all + " and all");
        }
        for (String name : wanted) {
            switch (name) {
                case "throughput" -> benchmarks.throughput();
                case "latency" -> benchmarks.latency();
                case "idle" -> benchmarks.idle();
                case "scale" -> benchmarks.scale();
                default -> benchmarks.stages();
            }
        }
    }

    private void throughput() throws Exception {
        Throughput throughput = new Throughput(classPath, MESSAGES, WarmUp.FULL);
        Turns turns = new Turns(RUNS, contenders(Contenders.values()));
        List<Cell> cells = new ArrayList<>(turns.medians(one -> measure(throughput, one)));
        cells.sort(Comparator.comparing(Cell::latency).thenComparing(Cell::contender));
        report.throughput(cells);
    }

    private static List<Cell> measure(Throughput throughput, Contenders contender)
            throws Exception {
        List<Cell> cells = throughput.measure(contender, LATENCIES);
        cells.forEach(Report::tell);
        return cells;
    }

    private static List<Contenders> contenders(Contenders... usual) {
        String wanted = System.getProperty("benchmark.contenders", "");
        return wanted.isEmpty()
                ? List.of(usual)
                : Arrays.stream(wanted.split(",")).map(Contenders::valueOf).toList();
    }

    private void latency() throws Exception {
        Latency latency =
                new Latency(classPath, WarmUp.FULL, Duration.ofSeconds(5), Duration.ofSeconds(15));
        List<Latency.Row> rows = new ArrayList<>();
        for (Contenders contender :
                contenders(Contenders.COMPONENT, Contenders.BARE_SDK_ONE_RECEIVER)) {
            rows.addAll(latency.measure(contender, RATES, LATENCIES));
        }
        report.latency(rows);
    }

    private void idle() throws Exception {
        Idle idle = new Idle(classPath);
        Map<Contenders, Double> perMinute = new EnumMap<>(Contenders.class);
        for (Contenders contender :
                List.of(
                        Contenders.COMPONENT,
                        Contenders.OFFICIAL_DEMO,
                        Contenders.CAMEL_SQS,
                        Contenders.SPRING_SQS)) {
            perMinute.put(contender, idle.requestsPerMinute(contender));
        }
        report.idle(perMinute);
    }

    private void scale() throws Exception {
        Scale scale = new Scale(classPath, SETTLING, SECONDS);
        List<ScaleRow> rows = new ArrayList<>();
        for (Contenders contender : contenders(Contenders.COMPONENT, Contenders.CAMEL_SQS)) {
            for (int queues : QUEUES) {
                ScaleRow row = scale.measure(contender, queues);
                Report.tell(row);
                rows.add(row);
            }
        }
        report.scale(rows);
    }

    private void stages() throws Exception {
        // what JMH starts its JVMs with
        System.setProperty("java.class.path", classPath);
        report.stages(Stages.measure(RUNS, Duration.ofSeconds(2)));
    }

    /** Maven runs this in its own JVM, whose class path is not ours. */
    private static String classPath() throws Exception {
        ClassLoader loader = Benchmarks.class.getClassLoader();
        if (!(loader instanceof URLClassLoader urls)) {
            return System.getProperty("java.class.path");
        }
        List<String> entries = new ArrayList<>();
        for (URL url : urls.getURLs()) {
            entries.add(Path.of(url.toURI()).toString());
        }
        return entries.stream().collect(Collectors.joining(File.pathSeparator));
    }
}
