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

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/**
 * A line for each contender over the number of queues. Both axes are linear from zero, so that
 * linear growth is a straight line.
 */
final class ScalePlot {

    private static final int WIDTH = 450;
    private static final int HEIGHT = 320;

    private final List<ScaleRow> rows;
    private final Path folder;

    ScalePlot(List<ScaleRow> rows, Path folder) {
        this.rows = rows;
        this.folder = folder;
    }

    void draw() throws IOException {
        draw("scale-start", "Start, ms", row -> row.start().toMillis());
        draw("scale-threads", "Threads", row -> row.idle().footprint().threads());
        draw("scale-heap", "Heap, MB", row -> row.idle().footprint().heapMegabytes());
        draw("scale-requests", "Requests a minute", row -> row.idle().requests());
        draw("scale-cpu", "CPU, ms a minute", row -> row.idle().cpuMillis());
    }

    private void draw(String name, String title, ToDoubleFunction<ScaleRow> cost)
            throws IOException {
        XYChart chart = chart(title);
        rows.stream()
                .map(ScaleRow::contender)
                .distinct()
                .forEach(contender -> addLine(chart, contender, cost));
        VectorGraphicsEncoder.saveVectorGraphic(
                chart, folder.resolve(name + ".svg").toString(), VectorGraphicsFormat.SVG);
    }

    private static XYChart chart(String title) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title + ", by number of idle queues")
                        .build();
        chart.getStyler().setXAxisMin(0.0);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotBorderVisible(false);
        return chart;
    }

    private void addLine(XYChart chart, Contenders contender, ToDoubleFunction<ScaleRow> cost) {
        List<ScaleRow> its = rows.stream().filter(row -> row.contender() == contender).toList();
        chart.addSeries(
                contender.title(),
                its.stream().mapToDouble(ScaleRow::queues).toArray(),
                its.stream().mapToDouble(cost).toArray());
    }
}
