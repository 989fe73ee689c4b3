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

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;

/**
 * Camel's health checks of consumers know those of routes only. This adds those that poll, wherever
 * the others are switched on. It asks anew each time, so that nothing is left of who has ended.
 */
final class PollerHealthChecks implements HealthCheckRepository {

    private static final String CONSUMERS = "consumers";

    private static final String ID = "alicom-mns-polling";

    private final AlicomMnsComponent component;
    private final HealthCheckRegistry registry;
    private final String id;
    private final AtomicBoolean announced = new AtomicBoolean();
    private volatile boolean enabled = true;

    private PollerHealthChecks(AlicomMnsComponent component, HealthCheckRegistry registry) {
        this.component = component;
        this.registry = registry;
        // another component of this kind has its own
        this.id =
                registry.getRepository(ID).isEmpty()
                        ? ID
                        : ID + "@" + System.identityHashCode(component);
    }

    /** Null where there are no health checks. */
    static PollerHealthChecks register(AlicomMnsComponent component) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(component.getCamelContext());
        if (registry == null) {
            return null;
        }
        PollerHealthChecks health = new PollerHealthChecks(component, registry);
        registry.register(health);
        return health;
    }

    /**
     * Somebody polls now. A registry of MicroProfile, such as Quarkus', takes no repository that
     * has no check yet; one of Camel's own has it already.
     */
    void announce() {
        if (announced.compareAndSet(false, true)) {
            registry.register(this);
        }
    }

    static void unregister(PollerHealthChecks health) {
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

    /** Without those of which the first is about to open: nobody has polled in vain yet. */
    @Override
    public Stream<HealthCheck> stream() {
        boolean wanted =
                enabled
                        && registry.getRepository(CONSUMERS)
                                .filter(HealthCheckRepository::isEnabled)
                                .isPresent();
        return wanted
                ? component.takers().stream()
                        .filter(takers -> takers.snapshot().isPresent())
                        .map(this::check)
                : Stream.empty();
    }

    private HealthCheck check(PollerStats takers) {
        ConsumerHealthCheck check = new ConsumerHealthCheck(takers);
        check.setEnabled(component.isHealthCheckConsumerEnabled());
        return check;
    }
}
