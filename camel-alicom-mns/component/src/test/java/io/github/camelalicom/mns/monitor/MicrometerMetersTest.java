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
package io.github.camelalicom.mns.monitor;

import java.time.Duration;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How often a scrape takes a snapshot of a consumer. */
class MicrometerMetersTest {

    private final CamelContext camel = new DefaultCamelContext();
    private final CountedSnapshots consumer = new CountedSnapshots();
    private final PrometheusMeterRegistry prometheus =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterRegistry simple = new SimpleMeterRegistry();
    private ConsumerMeters meters;

    @AfterEach
    void close() throws Exception {
        meters.close();
        camel.close();
    }

    @Test
    void aScrapeByPrometheusTakesOne() {
        bindTo(prometheus);

        assertThat(prometheus.scrape()).contains("alicom_mns_in_flight_messages");
        assertThat(consumer.taken).hasValue(1);
    }

    @Test
    void eachScrapeTakesItsOwn() {
        bindTo(prometheus);

        prometheus.scrape();
        String second = prometheus.scrape();

        assertThat(consumer.taken).hasValue(2);
        assertThat(second).containsPattern("(?m)^alicom_mns_received_messages_total\\{.*} 2\\.0$");
    }

    @Test
    void readingEachMeterOnceTakesOne() {
        bindTo(simple);

        assertThat(simple.getMeters()).hasSizeGreaterThan(25);
        for (Meter meter : simple.getMeters()) {
            meter.measure().forEach(measurement -> measurement.getValue());
        }

        assertThat(consumer.taken).hasValue(1);
    }

    @Test
    void aSnapshotOfAnEarlierScrapeIsNotShownToMetersThatDidNotReadIt() {
        bindTo(simple);
        simple.get("alicom.mns.in.flight").gauge().value();

        await().pollDelay(Duration.ofMillis(1100)).until(() -> true);

        assertThat(simple.get("alicom.mns.received").functionCounter().count()).isEqualTo(2);
    }

    @Test
    void aConsumerThatStartsAfterItsMetersIsSeenAtOnce() {
        consumer.started = false;
        bindTo(simple);
        assertThat(simple.get("alicom.mns.in.flight").gauge().value()).isNaN();

        consumer.started = true;

        assertThat(simple.get("alicom.mns.waiting").gauge().value()).isEqualTo(204);
    }

    private void bindTo(MeterRegistry registry) {
        camel.getRegistry().bind("metricsRegistry", registry);
        meters = MeterFactory.create(camel, consumer);
    }
}
