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
 * The health checks of a component's pollers or producers, active wherever Camel's own repository
 * of checks is, which covers consumers of routes, or producers that register themselves. The checks
 * are looked up at each call, so that what has ended has none.
 */
public final class SharedHealthChecks implements HealthCheckRepository {

    /** Where the checks belong, and the Camel repository that switches them on. */
    public enum Role {
        POLLERS("alicom-mns-polling", "consumers"),
        PRODUCERS("alicom-mns-producing", "producers");

        private final String id;
        private final String camels;

        Role(String id, String camels) {
            this.id = id;
            this.camels = camels;
        }
    }

    private final String id;
    private final Role role;
    private final Supplier<Stream<HealthCheck>> checks;
    private final BooleanSupplier checksEnabled;
    private final HealthCheckRegistry registry;
    private final AtomicBoolean announced = new AtomicBoolean();
    private volatile boolean enabled = true;

    private SharedHealthChecks(
            Role role,
            Supplier<Stream<HealthCheck>> checks,
            BooleanSupplier checksEnabled,
            HealthCheckRegistry registry) {
        this.role = role;
        this.checks = checks;
        this.checksEnabled = checksEnabled;
        this.registry = registry;
        // a second component in the same context needs its own id
        this.id =
                registry.getRepository(role.id).isEmpty()
                        ? role.id
                        : role.id + "@" + System.identityHashCode(this);
    }

    /**
     * Null if the context has no health checks.
     *
     * @param checks the current ones of the component
     * @param checksEnabled the component's option for these checks
     */
    public static SharedHealthChecks register(
            CamelContext context,
            Role role,
            Supplier<Stream<HealthCheck>> checks,
            BooleanSupplier checksEnabled) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry == null) {
            return null;
        }
        SharedHealthChecks health = new SharedHealthChecks(role, checks, checksEnabled, registry);
        registry.register(health);
        return health;
    }

    /**
     * Registers the checks again when the first group exists: a registry of MicroProfile, such as
     * that of Quarkus, ignores a repository without checks. Camel's own registry has it already.
     *
     * @param health may be null
     */
    public static void announce(SharedHealthChecks health) {
        if (health != null && health.announced.compareAndSet(false, true)) {
            health.registry.register(health);
        }
    }

    /**
     * @param health may be null
     */
    public static void unregister(SharedHealthChecks health) {
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

    @Override
    public Stream<HealthCheck> stream() {
        return enabled && camelsAreEnabled()
                ? checks.get().peek(check -> check.setEnabled(checksEnabled.getAsBoolean()))
                : Stream.empty();
    }

    private boolean camelsAreEnabled() {
        return registry.getRepository(role.camels)
                .filter(HealthCheckRepository::isEnabled)
                .isPresent();
    }
}
