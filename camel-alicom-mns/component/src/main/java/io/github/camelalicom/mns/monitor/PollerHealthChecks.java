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

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;

/**
 * The health checks of a component's pollers and of its consumers without a route, such as those of
 * {@code @Consume}, active wherever Camel's health checks of consumers are: those cover routes
 * only. Both are looked up at each call, so that one that has ended has no check.
 */
public final class PollerHealthChecks implements HealthCheckRepository {

    private static final String CONSUMERS = "consumers";

    private static final String ID = "alicom-mns-polling";

    private final Supplier<Stream<PollerStats>> pollers;
    private final Supplier<Stream<HealthCheck>> routeless;
    private final BooleanSupplier checksEnabled;
    private final HealthCheckRegistry registry;
    private final String id;
    private final AtomicBoolean announced = new AtomicBoolean();
    private volatile boolean enabled = true;

    private PollerHealthChecks(
            Supplier<Stream<PollerStats>> pollers,
            Supplier<Stream<HealthCheck>> routeless,
            BooleanSupplier checksEnabled,
            HealthCheckRegistry registry) {
        this.pollers = pollers;
        this.routeless = routeless;
        this.checksEnabled = checksEnabled;
        this.registry = registry;
        // a second component in the same context needs an id of its own
        this.id =
                registry.getRepository(ID).isEmpty()
                        ? ID
                        : ID + "@" + System.identityHashCode(this);
    }

    /**
     * Null where there are no health checks.
     *
     * @param pollers of the component
     * @param routeless the checks of the component's consumers without a route
     * @param checksEnabled the component's option {@code healthCheckConsumerEnabled}
     */
    public static PollerHealthChecks register(
            CamelContext context,
            Supplier<Stream<PollerStats>> pollers,
            Supplier<Stream<HealthCheck>> routeless,
            BooleanSupplier checksEnabled) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry == null) {
            return null;
        }
        PollerHealthChecks health =
                new PollerHealthChecks(pollers, routeless, checksEnabled, registry);
        registry.register(health);
        return health;
    }

    /**
     * Registers this again once the first check exists: a registry of MicroProfile, such as the one
     * of Quarkus, ignores a repository without checks. Camel's own registry has it already.
     */
    public void announce() {
        if (announced.compareAndSet(false, true)) {
            registry.register(this);
        }
    }

    /**
     * @param health may be null
     */
    public static void unregister(PollerHealthChecks health) {
        if (health != null) {
            health.registry.unregister(health);
        }
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Without groups whose first poller is still opening: it has no state of health yet. */
    @Override
    public Stream<HealthCheck> stream() {
        boolean wanted =
                enabled
                        && registry.getRepository(CONSUMERS)
                                .filter(HealthCheckRepository::isEnabled)
                                .isPresent();
        return wanted ? Stream.concat(ofPollers(), routeless.get()) : Stream.empty();
    }

    private Stream<HealthCheck> ofPollers() {
        return pollers.get().filter(group -> group.snapshot().isPresent()).map(this::check);
    }

    private HealthCheck check(PollerStats group) {
        ConsumerHealthCheck check = ConsumerHealthCheck.ofPollers(group);
        check.setEnabled(checksEnabled.getAsBoolean());
        return check;
    }
}
