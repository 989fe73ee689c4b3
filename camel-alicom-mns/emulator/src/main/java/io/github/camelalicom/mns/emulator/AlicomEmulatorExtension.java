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
package io.github.camelalicom.mns.emulator;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs an {@link AlicomEmulator} for a JUnit test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();
 * }</pre>
 *
 * <p>In a static field one emulator serves all tests of the class and its nested classes and is
 * reset before each of them, which is why they cannot run at the same time; in an instance field
 * each test has its own. It starts on first use, so that other extensions can read its port in any
 * order.
 */
public final class AlicomEmulatorExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private Consumer<EmulatorBuilder> settings;
    private AlicomEmulator emulator;
    private final Set<String> classes = new HashSet<>();
    private ExtensionContext running;

    private AlicomEmulatorExtension(Consumer<EmulatorBuilder> settings) {
        this.settings = settings;
    }

    public static AlicomEmulatorExtension create() {
        return create(settings -> {});
    }

    /** For instance {@code create(emulator -> emulator.visibility(Duration.ofSeconds(2)))}. */
    public static AlicomEmulatorExtension create(Consumer<EmulatorBuilder> settings) {
        return new AlicomEmulatorExtension(settings);
    }

    /**
     * Applies to each test; assumptions that a test {@linkplain #assume makes} itself end with that
     * test.
     */
    public synchronized AlicomEmulatorExtension assuming(Assumption... chosen) {
        if (emulator != null) {
            throw new IllegalStateException("The emulator is running; call assume(...) instead");
        }
        settings = settings.andThen(builder -> builder.assuming(chosen));
        return this;
    }

    @Override
    public synchronized void beforeAll(ExtensionContext context) {
        classes.add(context.getUniqueId());
        emulator();
    }

    @Override
    public synchronized void beforeEach(ExtensionContext context) {
        checkAlone(context);
        running = context;
        emulator().reset();
    }

    private void checkAlone(ExtensionContext context) {
        if (running != null) {
            throw new IllegalStateException(
                    context.getDisplayName()
                            + " runs at the same time as "
                            + running.getDisplayName()
                            + ", and a reset before each test would remove the messages of the"
                            + " other; declare the extension in an instance field, or run these"
                            + " tests in one thread");
        }
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) {
        if (running != null && running.getUniqueId().equals(context.getUniqueId())) {
            running = null;
        }
        if (classes.isEmpty()) {
            close();
        }
    }

    /**
     * A nested class ends before the one around it; the last one closes. JUnit also ends a class
     * that did not begin, because another extension failed.
     */
    @Override
    public synchronized void afterAll(ExtensionContext context) {
        classes.remove(context.getUniqueId());
        if (classes.isEmpty()) {
            close();
        }
    }

    /** The emulator itself. */
    public synchronized AlicomEmulator emulator() {
        if (emulator == null) {
            EmulatorBuilder builder = AlicomEmulator.builder();
            settings.accept(builder);
            emulator = builder.start();
        }
        return emulator;
    }

    /** See {@link AlicomEmulator#deliver(Receipt[])}. */
    public List<String> deliver(Receipt<?>... receipts) {
        return emulator().deliver(receipts);
    }

    /** See {@link AlicomEmulator#deliver(Collection)}. */
    public List<String> deliver(Collection<? extends Receipt<?>> receipts) {
        return emulator().deliver(receipts);
    }

    /** See {@link AlicomEmulator#deliverTo}. */
    public String deliverTo(String queueName, Receipt<?> receipt) {
        return emulator().deliverTo(queueName, receipt);
    }

    /** See {@link AlicomEmulator#deliverRaw(String, String)}. */
    public String deliverRaw(String messageType, String wireBody) {
        return emulator().deliverRaw(messageType, wireBody);
    }

    /** See {@link AlicomEmulator#deliverRaw(String, String, String)}. */
    public String deliverRaw(String messageType, String wireBody, String claimedMd5) {
        return emulator().deliverRaw(messageType, wireBody, claimedMd5);
    }

    /** See {@link AlicomEmulator#uri(String)}. */
    public String uri(String messageType) {
        return emulator().uri(messageType);
    }

    /** See {@link AlicomEmulator#uri(String, String)}. */
    public String uri(String messageType, String moreOptions) {
        return emulator().uri(messageType, moreOptions);
    }

    /** See {@link AlicomEmulator#queue}. */
    public QueueView queue(String messageTypeOrName) {
        return emulator().queue(messageTypeOrName);
    }

    /** See {@link AlicomEmulator#queueName}. */
    public String queueName(String messageType) {
        return emulator().queueName(messageType);
    }

    /** See {@link AlicomEmulator#sendDetails}. */
    public SendDetails sendDetails() {
        return emulator().sendDetails();
    }

    /** See {@link AlicomEmulator#callDetails}. */
    public CallDetails callDetails() {
        return emulator().callDetails();
    }

    /** See {@link AlicomEmulator#globeMessages}. */
    public GlobeMessages globeMessages() {
        return emulator().globeMessages();
    }

    public Requests requests() {
        return emulator().requests();
    }

    public Faults faults() {
        return emulator().faults();
    }

    public EmulatorClock clock() {
        return emulator().clock();
    }

    /** See {@link AlicomEmulator#assume}. */
    public void assume(Assumption... chosen) {
        emulator().assume(chosen);
    }

    /** See {@link AlicomEmulator#assumptions}. */
    public List<Assumption> assumptions() {
        return emulator().assumptions();
    }

    /** See {@link AlicomEmulator#expireTokens}. */
    public void expireTokens() {
        emulator().expireTokens();
    }

    public int port() {
        return emulator().port();
    }

    /** See {@link AlicomEmulator#connections}. */
    public int connections() {
        return emulator().connections();
    }

    /** See {@link AlicomEmulator#endpoint}. */
    public String endpoint() {
        return emulator().endpoint();
    }

    public String accessKey() {
        return emulator().accessKey();
    }

    public String secretKey() {
        return emulator().secretKey();
    }

    private void close() {
        if (emulator != null) {
            emulator.close();
            emulator = null;
        }
    }
}
