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
package io.github.camelalicom.mns.example.scaleout;

import java.util.Map;

/**
 * JVMs share a queue. One is killed in the middle of its work; the others do the rest, and each
 * receipt is in the table once.
 */
public final class ScaleOutDemo {

    private static final int WORKERS = 3;
    private static final int HALF = 300;

    /**
     * What came of it.
     *
     * @param receipts how many different ones there were; some came twice
     * @param rows how many rows there are
     * @param different how many receipts are in these rows
     */
    record Outcome(int receipts, int rows, int different, Map<String, Integer> rowsOfWorkers) {}

    private ScaleOutDemo() {}

    public static void main(String... arguments) throws Exception {
        try (H2Database database = new H2Database()) {
            print(run(database, WORKERS));
        }
    }

    private static void print(Outcome outcome) {
        System.out.println();
        System.out.printf("receipts        %d%n", outcome.receipts());
        System.out.printf("rows            %d%n", outcome.rows());
        System.out.printf("different ones  %d%n", outcome.different());
        outcome.rowsOfWorkers()
                .forEach((worker, rows) -> System.out.printf("by %s     %d%n", worker, rows));
    }

    static Outcome run(SharedDatabase database, int workers) throws Exception {
        try (ScaleOut scaleOut = new ScaleOut(database)) {
            scaleOut.start(workers);
            return watch(scaleOut);
        }
    }

    private static Outcome watch(ScaleOut scaleOut) throws Exception {
        ReceiptsTable table = scaleOut.table();
        scaleOut.deliver(0, HALF);
        ScaleOut.until(() -> table.rowsOfWorkers().containsKey("worker-1"));
        scaleOut.killFirst();
        System.out.printf("worker-1 is killed, %d rows so far%n", table.rows());
        scaleOut.deliver(HALF, HALF);
        ScaleOut.until(() -> scaleOut.queue().isEmpty());
        return new Outcome(
                2 * HALF, table.rows(), table.differentReceipts(), table.rowsOfWorkers());
    }
}
