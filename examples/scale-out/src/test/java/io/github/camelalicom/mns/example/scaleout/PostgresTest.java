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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelalicom.mns.example.scaleout.ScaleOutDemo.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** The shared idempotent repository and the table of receipts in a real PostgreSQL. */
@Timeout(400)
class PostgresTest {

    private static final int HALF = 300;

    private PostgresCluster postgres;

    @BeforeEach
    void startPostgres() throws Exception {
        postgres = PostgresCluster.create();
    }

    @AfterEach
    void stopPostgres() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void eachReceiptIsInTheTableOnceThoughOneOfTwoWorkersIsKilled() throws Exception {
        Outcome outcome = ScaleOutDemo.run(postgres, 2);

        assertThat(outcome.rows()).isEqualTo(outcome.receipts());
        assertThat(outcome.different()).isEqualTo(outcome.receipts());
        assertThat(outcome.rowsOfWorkers()).containsOnlyKeys("worker-1", "worker-2");
    }

    @Test
    void eachReceiptIsInTheTableOnceThoughTheDatabaseCrashes() throws Exception {
        try (ScaleOut scaleOut = new ScaleOut(postgres)) {
            scaleOut.start(2);
            scaleOut.deliver(0, HALF);
            ScaleOut.until(() -> postgres.table().rows() > 0);

            postgres.crash();
            long deleted = scaleOut.queue().deleted();
            scaleOut.deliver(HALF, HALF);
            // a receipt that could not be stored is received again: nothing is deleted meanwhile
            ScaleOut.until(() -> wasRedelivered(scaleOut));
            assertThat(scaleOut.queue().deleted() - deleted).isLessThan(HALF);
            postgres.start();

            ScaleOut.until(() -> scaleOut.queue().isEmpty());
            assertThat(postgres.table().rows()).isEqualTo(2 * HALF);
            assertThat(postgres.table().differentReceipts()).isEqualTo(2 * HALF);
        }
    }

    private static boolean wasRedelivered(ScaleOut scaleOut) {
        return scaleOut.queue().messages().stream().anyMatch(message -> message.dequeueCount() > 1);
    }
}
