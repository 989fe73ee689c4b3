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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelalicom.mns.example.scaleout.ScaleOutDemo.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What README's command runs: real JVMs, one of which is killed. */
@Timeout(400)
class ScaleOutDemoTest {

    @Test
    void eachReceiptIsInTheTableOnceThoughAWorkerIsKilled() throws Exception {
        try (H2Database database = new H2Database()) {
            Outcome outcome = ScaleOutDemo.run(database, 3);

            assertThat(outcome.rows()).isEqualTo(outcome.receipts());
            assertThat(outcome.different()).isEqualTo(outcome.receipts());
            assertThat(outcome.rowsOfWorkers())
                    .containsOnlyKeys("worker-1", "worker-2", "worker-3");
        }
    }
}
