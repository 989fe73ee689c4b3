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
package io.github.camelalicom.mns;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.util.URISupport;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;
import io.github.camelalicom.mns.consumer.Failure;

/**
 * Whether the consumer does its work, with the reason and the remedy when it does not. DOWN at once
 * for what somebody must mend, such as a wrong key or a queue that does not exist, and after a
 * minute for what passes by itself. That of a route's consumer is registered with it, so that
 * Camel's own health checks of consumers ask it; for those that poll see {@link
 * PollerHealthChecks}.
 */
final class ConsumerHealthCheck implements HealthCheck {

    private final ConsumerView observed;
    private final Supplier<String> id;
    private final String uri;
    private volatile boolean enabled = true;

    ConsumerHealthCheck(AlicomMnsConsumer consumer) {
        this.observed = consumer;
        this.id = () -> "consumer:" + consumer.getRouteId();
        this.uri = URISupport.sanitizeUri(consumer.getEndpoint().getEndpointUri());
    }

    /** Of all that poll a queue, whatever their other options are. */
    ConsumerHealthCheck(PollerStats takers) {
        this.observed = takers;
        this.id = () -> "polling:" + takers.getMessageType() + ":" + takers.getQueueName();
        this.uri = "alicom-mns://" + takers.getMessageType();
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public String getId() {
        return id.get();
    }

    /** A restart mends nothing here: the consumer goes on by itself. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result =
                HealthCheckResultBuilder.on(this)
                        .detail(CHECK_KIND, Kind.READINESS)
                        .detail(ENDPOINT_URI, uri);
        if (!enabled) {
            return result.unknown().message("Disabled").detail(CHECK_ENABLED, false).build();
        }
        return observed.snapshot()
                .map(snapshot -> judged(result, snapshot))
                .orElseGet(() -> result.down().message("The consumer is not started").build());
    }

    private static Result judged(HealthCheckResultBuilder result, ConsumerSnapshot snapshot) {
        List<Failure> troubles = snapshot.troubles();
        if (troubles.isEmpty()) {
            return result.up().build();
        }
        result.message(troubles.stream().map(Failure::sentence).collect(Collectors.joining("; ")));
        result.detail(FAILURE_ERROR_COUNT, troubles.stream().mapToInt(Failure::failures).sum());
        return troubles.stream()
                .filter(Failure::needsAttention)
                .findFirst()
                .map(worst -> result.down().error(worst.failure()).build())
                .orElseGet(() -> result.up().build());
    }
}
