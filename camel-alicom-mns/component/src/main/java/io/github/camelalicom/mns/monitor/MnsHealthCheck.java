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
import java.util.stream.Collectors;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.util.URISupport;

import io.github.camelalicom.mns.consumer.Failure;
import io.github.camelalicom.mns.gateway.MnsException;

/**
 * The health of a consumer, or of all pollers or producers of a queue, with reason and remedy of
 * each failure. DOWN immediately for a permanent failure, such as a wrong key or a missing queue,
 * and after a minute for a temporary one. The check of a route's consumer is registered with it;
 * for consumers without a route, pollers and producers see {@link SharedHealthChecks}.
 */
public final class MnsHealthCheck implements HealthCheck {

    /** A detail: Alibaba Cloud's id of the request that failed, for its support. */
    static final String REQUEST_ID = "alicom.request.id";

    private final ConsumerView view;
    private final String uri;
    private volatile boolean enabled = true;

    public MnsHealthCheck(ConsumerView view, String endpointUri) {
        this.view = view;
        this.uri = URISupport.sanitizeUri(endpointUri);
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    /** The route of a consumer may be set later; a method with {@code @Consume} has none. */
    @Override
    public String getId() {
        String queue = view.getQueueName() == null ? "" : ":" + view.getQueueName();
        String name = view.getRouteId() != null ? view.getRouteId() : view.getMessageType() + queue;
        return view.role().activity + ":" + name;
    }

    /** A restart does not help: requests are retried without it. */
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
                .map(snapshot -> judged(result, snapshot.failures()))
                .orElseGet(
                        () ->
                                result.down()
                                        .message("ALICOM-805 The consumer is not started")
                                        .build());
    }

    private static Result judged(HealthCheckResultBuilder result, List<Failure> failures) {
        if (failures.isEmpty()) {
            return result.up().build();
        }
        result.message(failures.stream().map(Failure::sentence).collect(Collectors.joining("; ")));
        result.detail(FAILURE_ERROR_COUNT, failures.stream().mapToInt(Failure::failures).sum());
        return failures.stream()
                .filter(Failure::needsAttention)
                .findFirst()
                .map(worst -> down(result, worst.failure()))
                .orElseGet(() -> result.up().build());
    }

    private static Result down(HealthCheckResultBuilder result, RuntimeException failure) {
        if (failure instanceof MnsException call && call.requestId() != null) {
            result.detail(REQUEST_ID, call.requestId());
        }
        return result.down().error(failure).build();
    }
}
