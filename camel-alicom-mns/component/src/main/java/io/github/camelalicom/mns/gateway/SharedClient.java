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
package io.github.camelalicom.mns.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * The HTTP client for one address, as its users see it: when it stops working it is replaced for
 * all of them.
 *
 * <p>A client can die unnoticed: it then cancels every call, cuts every connection, or never calls
 * back. A failure that only a dead client causes replaces it at once. Several other failures in a
 * row replace it too, but rarely, since the network is their usual cause.
 */
final class SharedClient {

    private static final Logger LOG = LoggerFactory.getLogger(SharedClient.class);

    private static final Duration PAUSE_WHEN_DEAD = Duration.ofSeconds(2);
    private static final Duration PAUSE_WHEN_SUSPECT = Duration.ofSeconds(30);
    private static final Duration PAUSE_OF_SWEEPS = Duration.ofSeconds(15);
    private static final Duration RESOLVED_FOR = Duration.ofSeconds(20);
    private static final int SUSPICIOUS_FAILURES = 5;

    /** Makes a client. */
    interface Source {

        SdkClient make();
    }

    private final ServiceAddress address;
    private final Source source;
    private final LongSupplier nanoTime;

    private volatile long resolvedAt;

    // guarded by this
    private SdkClient client;
    private int failures;
    private long replacedAt;
    private long sweptAt;
    private boolean closed;

    SharedClient(ServiceAddress address) {
        this(address, () -> SdkClient.create(address), System::nanoTime);
    }

    SharedClient(ServiceAddress address, Source source, LongSupplier nanoTime) {
        this.address = address;
        this.source = source;
        this.nanoTime = nanoTime;
        this.replacedAt = nanoTime.getAsLong() - PAUSE_WHEN_SUSPECT.toNanos();
        this.sweptAt = nanoTime.getAsLong();
        this.resolvedAt = nanoTime.getAsLong() - RESOLVED_FOR.toNanos();
    }

    ServiceAddress address() {
        return address;
    }

    /**
     * The client for one call, to be released after it.
     *
     * @throws MnsException {@link Kind#CLOSED} after the last user has left
     */
    SdkClient acquire() {
        SdkClient present = acquired(null);
        if (present == null) {
            // outside the lock, since it starts threads: of several callers one keeps its client
            SdkClient fresh = newClient();
            present = acquired(fresh);
            if (present != fresh) {
                fresh.retire();
            }
        }
        if (present == null) {
            throw new MnsException(
                    Kind.CLOSED, null, "ALICOM-809 The client for " + address + " is closed");
        }
        if (isTimeToSweep()) {
            present.closeIdleConnections();
        }
        return present;
    }

    /**
     * The present client, or the fresh one where there is none; null if that is null, or closed.
     */
    private synchronized SdkClient acquired(SdkClient fresh) {
        if (closed) {
            return null;
        }
        client = client == null ? fresh : client;
        if (client != null) {
            client.acquire();
        }
        return client;
    }

    private SdkClient newClient() {
        try {
            return source.make();
        } catch (RuntimeException | Error e) {
            throw new MnsException(
                    Kind.UNAVAILABLE,
                    null,
                    "ALICOM-314 No HTTP client for " + address + " can be made now (" + e + ")",
                    e);
        }
    }

    /**
     * Whether the host's address is known, so that sending does not look it up. It is looked up
     * again before the JVM forgets it, after 30 s as a rule.
     */
    boolean isResolved() {
        return nanoTime.getAsLong() - resolvedAt < RESOLVED_FOR.toNanos();
    }

    /** Looks the host's address up, which blocks; a failure shows when the request is sent. */
    void resolve() {
        try {
            InetAddress.getByName(address.hostToResolve());
            resolvedAt = nanoTime.getAsLong();
        } catch (UnknownHostException e) {
            LOG.debug("No address of {} is known", address);
        }
    }

    private synchronized boolean isTimeToSweep() {
        long now = nanoTime.getAsLong();
        if (now - sweptAt < PAUSE_OF_SWEEPS.toNanos()) {
            return false;
        }
        sweptAt = now;
        return true;
    }

    /** The service answered, with success or an error. */
    synchronized void succeeded(SdkClient used) {
        if (used == client) {
            failures = 0;
        }
    }

    /**
     * A call was not answered.
     *
     * @param dead whether that happens with a dead client only
     */
    void failed(SdkClient used, boolean dead) {
        SdkClient suspect;
        synchronized (this) {
            if (used != client || !isToBeReplaced(dead)) {
                return;
            }
            suspect = client;
            // the next call makes another
            client = null;
            failures = 0;
            replacedAt = nanoTime.getAsLong();
        }
        suspect.retire();
        if (dead) {
            LOG.warn("ALICOM-315 The HTTP client for {} stopped working and is replaced", address);
        } else {
            LOG.debug("The HTTP client for {} is replaced after repeated failures", address);
        }
    }

    private boolean isToBeReplaced(boolean dead) {
        failures++;
        if (!dead && failures < SUSPICIOUS_FAILURES) {
            return false;
        }
        Duration pause = dead ? PAUSE_WHEN_DEAD : PAUSE_WHEN_SUSPECT;
        return nanoTime.getAsLong() - replacedAt >= pause.toNanos();
    }

    void close() {
        SdkClient last;
        synchronized (this) {
            closed = true;
            last = client;
            client = null;
        }
        if (last != null) {
            last.retireAndWait();
        }
    }
}
