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

import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.client.utils.URIUtils;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.conn.PoolingNHttpClientConnectionManager;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.aliyun.mns.common.comm.ExecutionContext;
import com.aliyun.mns.common.http.ClientConfiguration;
import com.aliyun.mns.common.http.HttpFactory;
import com.aliyun.mns.common.http.RequestMessage;
import com.aliyun.mns.common.http.ServiceClient;

/**
 * An HTTP client with its connections and two threads, built by the SDK.
 *
 * <p>The SDK's own wrapper ({@code ServiceClient}) is not used: it allows 50 clients per JVM, keeps
 * answers of any size, follows redirects with the token attached, and restarts a client that was
 * closed.
 *
 * <p>Invariant: it is closed once, and never while a call is under way, since such a call would not
 * end. So it counts its users, and the last of a retired client closes it.
 */
final class SdkClient {

    /** Without a byte from the service for so long, a connection is closed. */
    static final int SOCKET_TIMEOUT_MILLIS = 40_000;

    private static final Logger LOG = LoggerFactory.getLogger(SdkClient.class);

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int CONNECTIONS = 10_000;
    private static final int MAX_IDLE_SECONDS = 30;
    private static final int CLOSE_SECONDS = 3;

    private static final ExecutionContext CONTEXT = new ExecutionContext();

    private final ServiceAddress address;
    private final RequestConfig requests;
    private final PoolingNHttpClientConnectionManager connections;
    private final CloseableHttpAsyncClient client;

    // guarded by this
    private int users;
    private boolean retired;

    private SdkClient(ServiceAddress address, ClientConfiguration configuration) {
        this.address = address;
        this.requests = requests(address.proxy());
        connections = HttpFactory.createConnectionManager(configuration);
        connections.setDefaultConnectionConfig(ResponseHeaders.LIMITS);
        client = HttpFactory.createHttpAsyncClient(connections, configuration);
        client.start();
    }

    /** Creates a client and starts its threads. */
    static SdkClient create(ServiceAddress address) {
        return new SdkClient(address, configuration());
    }

    private static RequestConfig requests(HttpProxy proxy) {
        return ProxiedRequests.configure(
                        RequestConfig.custom()
                                .setRedirectsEnabled(false)
                                .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                                .setExpectContinueEnabled(false)
                                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                                .setSocketTimeout(SOCKET_TIMEOUT_MILLIS),
                        proxy)
                .build();
    }

    private static ClientConfiguration configuration() {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setMaxConnections(CONNECTIONS);
        configuration.setMaxConnectionsPerRoute(CONNECTIONS);
        configuration.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
        configuration.setSocketTimeout(SOCKET_TIMEOUT_MILLIS);
        configuration.setIoReactorThreadCount(1);
        configuration.setExceptContinue(false);
        return configuration;
    }

    /**
     * Sends a request. The callback runs on the client's I/O thread, on which all other calls
     * depend, and may run before this returns.
     *
     * @param body null for a request without one
     * @return ends the exchange when it is cancelled
     */
    Future<?> send(RequestMessage message, HttpEntity body, FutureCallback<MnsResponse> call) {
        HttpRequestBase request = HttpFactory.createHttpRequest(request(message), CONTEXT);
        request.setConfig(requests);
        if (body != null) {
            ((HttpEntityEnclosingRequest) request).setEntity(body);
        }
        HttpHost target = URIUtils.extractHost(message.getEndpoint());
        HttpClientContext context = ProxiedRequests.context(address.proxy());
        return client.execute(
                HttpAsyncMethods.create(target, request),
                new ResponseConsumer(address, context),
                context,
                call);
    }

    private static ServiceClient.Request request(RequestMessage message) {
        ServiceClient.Request request = new ServiceClient.Request();
        request.setMethod(message.getMethod());
        request.setHeaders(message.getHeaders());
        request.setUrl(url(message.getEndpoint(), message.getResourcePath()));
        return request;
    }

    private static String url(URI endpoint, String path) {
        String base = endpoint.toString();
        return base.endsWith("/") ? base + path : base + "/" + path;
    }

    /** Whether only a client whose threads are dead or interrupted fails a call in this way. */
    static boolean isSignOfDeath(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CancellationException
                    || cause instanceof ClosedByInterruptException
                    || cause instanceof IllegalStateException) {
                return true;
            }
        }
        return false;
    }

    /** False once its threads have ended, whatever ended them. */
    boolean isRunning() {
        return client.isRunning();
    }

    /** Routers drop idle connections without notice. */
    void closeIdleConnections() {
        connections.closeIdleConnections(MAX_IDLE_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes the client for one call; false when it is retired. */
    synchronized boolean acquire() {
        if (retired) {
            return false;
        }
        users++;
        return true;
    }

    void release() {
        boolean last;
        synchronized (this) {
            users--;
            last = retired && users == 0;
        }
        if (last) {
            closeInBackground();
        }
    }

    /** No new calls; closes as soon as none is under way. */
    void retire() {
        closeIfUnused();
    }

    /** As {@link #retire()}, but returns when the connections are closed, if none was in use. */
    void retireAndWait() {
        Future<?> closing = closeIfUnused();
        if (closing != null) {
            awaitQuietly(closing);
        }
    }

    private Future<?> closeIfUnused() {
        synchronized (this) {
            boolean unused = !retired && users == 0;
            retired = true;
            if (!unused) {
                return null;
            }
        }
        return closeInBackground();
    }

    /**
     * Closing waits for the I/O thread, which may be the caller. As a managed blocker it lets many
     * clients close in parallel on a machine with few processors. Not in the common pool as such,
     * which may have no threads.
     */
    private Future<?> closeInBackground() {
        return CompletableFuture.runAsync(this::closeAsBlocker);
    }

    private void closeAsBlocker() {
        try {
            ForkJoinPool.managedBlock(new Closing());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Closing implements ForkJoinPool.ManagedBlocker {

        private boolean closed;

        @Override
        public boolean block() {
            close();
            closed = true;
            return true;
        }

        @Override
        public boolean isReleasable() {
            return closed;
        }
    }

    private void close() {
        try {
            client.close();
        } catch (Exception e) {
            LOG.debug("An HTTP client did not close properly", e);
        }
    }

    private static void awaitQuietly(Future<?> closing) {
        try {
            closing.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.debug("An HTTP client takes long to close", e);
        }
    }
}
