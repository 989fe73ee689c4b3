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
package io.github.camelalicom.mns.receipt;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.github.camelalicom.mns.receipt.SchemaDrift.Kind.UNKNOWN_FIELD;
import static io.github.camelalicom.mns.receipt.SchemaDrift.Kind.UNREADABLE_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

class SchemaDriftTest {

    private final ConcurrentLinkedQueue<String> reported = new ConcurrentLinkedQueue<>();
    private final SchemaDrift drift =
            new SchemaDrift((type, field, kind) -> reported.add(type + "." + field));

    @Test
    void tellsOfEachFieldOnceAndCountsTheRest() {
        // given
        ReceiptParser parser = new ReceiptParser(drift::drifted);
        // when
        for (int i = 0; i < 3; i++) {
            parser.parse("SmsReport", "{\"city\":1,\"send_time\":\"?\"}");
        }
        // then
        assertThat(reported).containsExactlyInAnyOrder("SmsReport.city", "SmsReport.send_time");
        assertThat(drift.total()).isEqualTo(6);
        assertThat(drift.counts())
                .containsEntry(new SchemaDrift.Field("SmsReport", "city", UNKNOWN_FIELD), 3L)
                .containsEntry(
                        new SchemaDrift.Field("SmsReport", "send_time", UNREADABLE_VALUE), 3L);
    }

    @Test
    void tellsOnceThoughManyThreadsSeeItAtOnce() {
        // when
        IntStream.range(0, 10_000)
                .parallel()
                .forEach(i -> drift.drifted("SmsUp", "x", UNKNOWN_FIELD));
        // then
        assertThat(reported).containsExactlyElementsOf(List.of("SmsUp.x"));
        assertThat(drift.counts().values()).containsExactly(10_000L);
    }

    @Test
    void doesNotGrowWithTheNamesSomebodyInvents() {
        // when
        IntStream.range(0, 5000).forEach(i -> drift.drifted("SmsUp", "x" + i, UNKNOWN_FIELD));
        // then
        assertThat(drift.counts()).hasSize(SchemaDrift.MAX_FIELDS);
        assertThat(reported).hasSize(SchemaDrift.MAX_FIELDS);
        assertThat(drift.total()).isEqualTo(5000);
    }
}
