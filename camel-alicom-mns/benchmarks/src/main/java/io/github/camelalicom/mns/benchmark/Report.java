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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/** Tables in AsciiDoc, written by the run itself, so that no figure is copied by hand. */
final class Report {

    private final Path folder;

    Report(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    void throughput(List<Cell> cells) throws IOException {
        table(
                "_throughput.adoc",
                "4,1,2,2,2,2,2",
                "Contender | Latency | Messages/s | Of bare SDK | CPU µs/message"
                        + " | Allocated kB/message | Requests/message",
                cells,
                cell ->
                        List.of(
                                cell.contender().title(),
                                cell.latency().toMillis() + " ms",
                                number("%,.0f", cell.messagesPerSecond()),
                                number("%.2f", ratio(cells, cell)),
                                number("%.0f", cell.cpuMicros()),
                                number("%.1f", cell.allocatedKilobytes()),
                                number("%.3f", cell.requests())));
        Plot.throughput(cells, folder.resolve("throughput.svg"));
    }

    /** Of the bare SDK's throughput with as many receivers, at the same latency and service. */
    private static double ratio(List<Cell> cells, Cell cell) {
        Optional<Contenders> yardstick = cell.contender().yardstick();
        return cells.stream()
                .filter(
                        c ->
                                yardstick.filter(c.contender()::equals).isPresent()
                                        && c.latency().equals(cell.latency()))
                .mapToDouble(c -> cell.messagesPerSecond() / c.messagesPerSecond())
                .findFirst()
                .orElse(Double.NaN);
    }

    void latency(List<Latency.Row> rows) throws IOException {
        table(
                "_latency.adoc",
                "4,2,2,2,2,2,2",
                "Contender | Messages/s | Latency | p50 | p99 | Most | Requests/message",
                rows,
                row ->
                        List.of(
                                row.contender().title(),
                                Integer.toString(row.perSecond()),
                                row.latency().toMillis() + " ms",
                                row.figures().lag(50) + " ms",
                                row.figures().lag(99) + " ms",
                                row.figures().lag(100) + " ms",
                                number("%.2f", row.requests())));
    }

    void stages(List<Stages.Row> rows) throws IOException {
        table(
                "_stages.adoc",
                "4,2,2,2",
                "Stage | ns/message | CPU ns/message | Allocated B/message",
                rows,
                row ->
                        List.of(
                                row.name(),
                                number("%,.0f", row.nanos()),
                                number("%,.0f", row.cpuNanos()),
                                number("%,.0f", row.bytes())));
    }

    void scale(List<ScaleRow> rows) throws IOException {
        table(
                "_scale.adoc",
                "4,1,2,2,2,2,2,2",
                "Contender | Queues | Start | Stop | Threads | Heap after GC | Requests/min"
                        + " | CPU ms/min",
                rows,
                Report::idleCells);
        table(
                "_scale-load.adoc",
                "4,1,3,2,2,2,2,2",
                "Contender | Queues | Messages | Received/min | Requests/min | CPU ms/min | Threads"
                        + " | Heap after GC",
                rows.stream().flatMap(row -> row.loaded().stream().map(row::with)).toList(),
                Report::loadedCells);
        new ScalePlot(rows, folder).draw();
    }

    private static List<String> idleCells(ScaleRow row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.contender().title());
        cells.add(Integer.toString(row.queues()));
        cells.add(number("%,.1f s", row.start().toMillis() / 1e3));
        cells.add(number("%,.1f s", row.stop().toMillis() / 1e3));
        cells.addAll(footprint(row.idle()));
        cells.addAll(rates(row.idle()));
        return cells;
    }

    private static List<String> loadedCells(ScaleRow row) {
        Usage usage = row.usages().get(0);
        List<String> cells = new ArrayList<>();
        cells.add(row.contender().title());
        cells.add(Integer.toString(row.queues()));
        cells.add(usage.load().title());
        cells.add(number("%,.0f", usage.messages()));
        cells.addAll(rates(usage));
        cells.addAll(footprint(usage));
        return cells;
    }

    private static List<String> footprint(Usage usage) {
        return List.of(
                Integer.toString(usage.footprint().threads()),
                number("%,.1f MB", usage.footprint().heapMegabytes()));
    }

    private static List<String> rates(Usage usage) {
        return List.of(number("%,.0f", usage.requests()), number("%,.0f", usage.cpuMillis()));
    }

    /** Requests a minute of each. */
    void idle(Map<Contenders, Double> perMinute) throws IOException {
        List<String> lines = new ArrayList<>();
        perMinute.forEach(
                (contender, requests) ->
                        lines.add(
                                contender.title()
                                        + ":: "
                                        + number("%.1f requests a minute", requests)));
        write("_idle.adoc", lines);
    }

    private <R> void table(
            String name,
            String widths,
            String titles,
            List<R> rows,
            Function<R, List<String>> cells)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("[cols=\"" + widths + "\",options=\"header\"]");
        lines.add("|===");
        lines.add("| " + titles);
        for (R row : rows) {
            lines.add("");
            cells.apply(row).forEach(cell -> lines.add("| " + cell));
        }
        lines.add("|===");
        write(name, lines);
    }

    /** What a figure is worth nothing without. */
    void machine() throws IOException {
        Runtime runtime = Runtime.getRuntime();
        write(
                "_machine.adoc",
                List.of(
                        "%d CPUs, Java %s (%s), %s %s, %s"
                                .formatted(
                                        runtime.availableProcessors(),
                                        System.getProperty("java.version"),
                                        System.getProperty("java.vendor"),
                                        System.getProperty("os.name"),
                                        System.getProperty("os.arch"),
                                        LocalDate.now())));
    }

    private static String number(String format, double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, format, number);
    }

    /** An underscore before the name: Asciidoctor makes no page of it. */
    private void write(String name, List<String> lines) throws IOException {
        Files.write(folder.resolve(name), lines);
        lines.forEach(System.out::println);
    }

    /** Prints the costs of so many queues as soon as they are measured. */
    static void tell(ScaleRow row) {
        System.out.println(String.join("  ", idleCells(row)));
        row.loaded().forEach(u -> System.out.println(String.join("  ", loadedCells(row.with(u)))));
    }

    /** Prints the line of a cell as soon as it is measured. */
    static void tell(Cell cell) {
        System.out.printf(
                Locale.ROOT,
                "%-36s %3d ms  %,8.0f/s  %5.0f µs  %6.1f kB  %.3f requests%n",
                cell.contender().title(),
                cell.latency().toMillis(),
                cell.messagesPerSecond(),
                cell.cpuMicros(),
                cell.allocatedKilobytes(),
                cell.requests());
    }

    /** Prints a row of latencies as soon as it is measured. */
    static void tell(Latency.Row row) {
        System.out.printf(
                Locale.ROOT,
                "%-36s %4d/s  %3d ms  p50 %d ms  p99 %d ms  most %d ms  %.2f requests%n",
                row.contender().title(),
                row.perSecond(),
                row.latency().toMillis(),
                row.figures().lag(50),
                row.figures().lag(99),
                row.figures().lag(100),
                row.requests());
    }
}
