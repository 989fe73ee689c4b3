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

import io.github.camelalicom.mns.monitor.ConsumerView.Role;

/**
 * The health checks of a component's pollers or producers. Camel's own repositories have only
 * checks of the consumers of routes, and of producers that register themselves; these checks are
 * enabled and disabled with them. The checks are looked up at each call, so that ended ones are
 * left out.
 */
public final class SharedHealthChecks implements HealthCheckRepository {

    private final Role role;
    private final Supplier<Stream<HealthCheck>> checks;
    private final BooleanSupplier checksEnabled;
    private final AtomicBoolean announced = new AtomicBoolean();
    private volatile HealthCheckRegistry registry;
    private volatile String id;
    private volatile boolean enabled = true;

    /**
     * @param checks the current ones of the component
     * @param checksEnabled the component's option for these checks
     */
    public SharedHealthChecks(
            Role role, Supplier<Stream<HealthCheck>> checks, BooleanSupplier checksEnabled) {
        this.role = role;
        this.checks = checks;
        this.checksEnabled = checksEnabled;
    }

    /** Has no effect, as the methods below, if the context has no health checks. */
    public void start(CamelContext context) {
        registry = HealthCheckRegistry.get(context);
        if (registry != null) {
            String plain = "alicom-mns-" + role.activity;
            // a second component in the same context needs its own id
            boolean taken = registry.getRepository(plain).isPresent();
            id = taken ? plain + "@" + System.identityHashCode(this) : plain;
            announced.set(false);
            registry.register(this);
        }
    }

    /**
     * Registers the checks again when the first group exists: a registry of MicroProfile, such as
     * that of Quarkus, ignores a repository without checks. Camel's own registry has it already.
     */
    public void announce() {
        if (registry != null && announced.compareAndSet(false, true)) {
            registry.register(this);
        }
    }

    public void stop() {
        if (registry != null) {
            registry.unregister(this);
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
        return registry.getRepository(role.repository)
                .filter(HealthCheckRepository::isEnabled)
                .isPresent();
    }
}
