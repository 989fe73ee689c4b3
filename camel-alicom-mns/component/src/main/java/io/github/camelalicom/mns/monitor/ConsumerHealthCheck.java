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
 * The health of a consumer, with the reason and the remedy of what fails. DOWN at once for a
 * permanent failure, such as a wrong key or a missing queue, and after a minute for a temporary
 * one. The check of a route's consumer is registered with the consumer, so that Camel's health
 * checks of consumers include it; for pollers and consumers without a route see {@link
 * PollerHealthChecks}.
 */
public final class ConsumerHealthCheck implements HealthCheck {

    private final ConsumerView view;
    private final Supplier<String> id;
    private final String uri;
    private volatile boolean enabled = true;

    private ConsumerHealthCheck(ConsumerView view, Supplier<String> id, String uri) {
        this.view = view;
        this.id = id;
        this.uri = uri;
    }

    /** Of a consumer, which may get its route later, or has none, as that of {@code @Consume}. */
    public static ConsumerHealthCheck ofConsumer(ConsumerView consumer, String endpointUri) {
        return new ConsumerHealthCheck(
                consumer,
                () -> "consumer:" + nameOf(consumer),
                URISupport.sanitizeUri(endpointUri));
    }

    private static String nameOf(ConsumerView consumer) {
        return consumer.getRouteId() != null
                ? consumer.getRouteId()
                : consumer.getMessageType() + ":" + consumer.getQueueName();
    }

    /** Of all pollers of a queue, whatever their other options are. */
    static ConsumerHealthCheck ofPollers(ConsumerView pollers) {
        String type = pollers.getMessageType();
        return new ConsumerHealthCheck(
                pollers,
                () -> "polling:" + type + ":" + pollers.getQueueName(),
                "alicom-mns://" + type);
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    @Override
    public String getId() {
        return id.get();
    }

    /** A restart does not help: the consumer retries by itself. */
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
        return view.snapshot()
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
