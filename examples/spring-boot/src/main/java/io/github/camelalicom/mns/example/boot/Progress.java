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
package io.github.camelalicom.mns.example.boot;

import java.util.stream.Collectors;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;

/** Says in the log how it goes: what is in the tables, the health and a figure of the metrics. */
@Component
class Progress {

    private static final Logger LOG = LoggerFactory.getLogger("receipts");

    private final ReceiptTable table;
    private final CamelContext camel;
    private final MeterRegistry meters;

    private String last = "";

    Progress(ReceiptTable table, CamelContext camel, MeterRegistry meters) {
        this.table = table;
        this.camel = camel;
        this.meters = meters;
    }

    @Scheduled(fixedRate = 1000)
    void log() {
        if (!camel.isStarted()) {
            return;
        }
        String now = table.counts() + "; health: " + health() + "; metrics: " + metrics();
        if (!now.equals(last)) {
            last = now;
            LOG.info("{}", now);
        }
    }

    /** The database is still there, and the route has ended. */
    @PreDestroy
    void logTheEnd() {
        table.latest(Integer.MAX_VALUE).forEach(row -> LOG.info("{}", row));
        LOG.info("in the end: {}", table.counts());
    }

    private String health() {
        return HealthCheckHelper.invokeReadiness(camel).stream()
                .map(check -> check.getCheck().getId() + " " + check.getState())
                .collect(Collectors.joining(", "));
    }

    private String metrics() {
        Timer timer = meters.find("camel.route.policy").tag("routeId", "sms-reports").timer();
        return timer == null ? "none yet" : timer.getId().getName() + " " + timer.count();
    }
}
