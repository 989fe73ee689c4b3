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
import java.time.Duration;
import java.util.List;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler;

import io.github.camelalicom.mns.benchmark.contender.Contenders;

/** Bars of messages per second, a group for each latency, a colour for each contender. */
final class Plot {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 460;

    private Plot() {}

    static void throughput(List<Cell> cells, Path file) throws IOException {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title("Messages per second, by latency of the service")
                        .yAxisTitle("messages/s (log)")
                        .build();
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(1.0);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotBorderVisible(false);
        List<Duration> latencies = cells.stream().map(Cell::latency).distinct().toList();
        List<String> groups = latencies.stream().map(l -> l.toMillis() + " ms").toList();
        for (Contenders contender : Contenders.values()) {
            List<Double> heights =
                    cells.stream()
                            .filter(cell -> cell.contender() == contender)
                            .map(Cell::messagesPerSecond)
                            .toList();
            if (heights.size() == groups.size()) {
                chart.addSeries(contender.title(), groups, heights);
            }
        }
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
    }
}
