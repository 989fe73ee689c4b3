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

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.http.ContentTooLongException;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * Sends signed requests to the RPC gateway, and blocks for the answer.
 *
 * <p>The SDK's own client is one for the whole JVM: its proxy and its time-outs are those of its
 * first user, a change of them reaches all users, and an application can make it trust any
 * certificate. This one belongs to the component. It has no threads, so it is never closed;
 * connections that are idle are closed a while after the last request.
 */
final class RpcTransport {

    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 10_000;
    private static final int CONNECTIONS_PER_SERVICE = 128;

    /** An upper bound of a call. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(15);

    /**
     * From the wait for a connection to the last byte of the answer: a second less than a fetch of
     * a token may take, so that the failure is named by its cause.
     */
    private static final Duration LIMIT = LONGEST_CALL.minusSeconds(1);

    private static final int MAX_IDLE_SECONDS = 30;

    private static final String FROM_PROXY = "camel-alicom-mns.from-proxy";

    private static final PoolingHttpClientConnectionManager POOL = pool();
    private static final CloseableHttpClient CLIENT = client();
    private static final AtomicBoolean SWEEP_IS_PLANNED = new AtomicBoolean();

    /**
     * An answer, read to its end.
     *
     * @param serverTime its {@code Date} header, or null
     * @param requestId Alibaba Cloud's id of the request as the headers have it, or null
     * @param fromProxy whether it is the proxy's, since it made no connection to the service
     */
    record Answer(
            int status,
            byte[] body,
            Instant serverTime,
            String location,
            String requestId,
            boolean fromProxy) {}

    private final HttpProxy proxy;
    private final RequestConfig config;
    private final Duration limit;

    /**
     * @param proxy null when the service is reached directly
     */
    RpcTransport(HttpProxy proxy) {
        this(proxy, LIMIT);
    }

    RpcTransport(HttpProxy proxy, Duration limit) {
        this.proxy = proxy;
        this.limit = limit;
        this.config =
                ProxiedRequests.configure(
                                RequestConfig.custom()
                                        .setRedirectsEnabled(false)
                                        .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                                        .setConnectTimeout(CONNECT_MILLIS)
                                        .setConnectionRequestTimeout(CONNECT_MILLIS)
                                        .setSocketTimeout(READ_MILLIS),
                                proxy)
                        .build();
    }

    private static PoolingHttpClientConnectionManager pool() {
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
        // always, since some servers and proxies close each connection without notice
        pool.setValidateAfterInactivity(1);
        pool.setDefaultConnectionConfig(ResponseHeaders.LIMITS);
        // no total: a service that hangs takes no connection from the others
        pool.setMaxTotal(Integer.MAX_VALUE);
        pool.setDefaultMaxPerRoute(CONNECTIONS_PER_SERVICE);
        return pool;
    }

    private static CloseableHttpClient client() {
        return HttpClients.custom()
                .setConnectionManager(POOL)
                .setRequestExecutor(new NotingProxy())
                .setUserAgent("camel-alicom-mns")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableContentCompression()
                .build();
    }

    /** Sends the request once. */
    Answer send(com.aliyuncs.http.HttpRequest signed) throws IOException {
        HttpPost post = new HttpPost(signed.getSysUrl());
        signed.getSysHeaders().forEach(post::setHeader);
        post.removeHeaders("Content-Length");
        post.setConfig(config);
        HttpClientContext context = ProxiedRequests.context(proxy);
        // a tunnel is only reused with the same user name and password
        context.setUserToken(proxy);
        CompletableFuture<Void> call = new CompletableFuture<>();
        call.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, late) -> abort(post, late));
        try (CloseableHttpResponse response = CLIENT.execute(post, context)) {
            return read(response, context);
        } catch (IOException e) {
            throw call.isDone() ? new SocketTimeoutException("no answer in time") : e;
        } finally {
            call.complete(null);
            planSweep();
        }
    }

    /** The read time-out applies to each read: an answer that trickles never reaches it. */
    private static void abort(HttpPost post, Throwable late) {
        if (late != null) {
            post.abort();
        }
    }

    private Answer read(CloseableHttpResponse response, HttpContext context) throws IOException {
        int status = response.getStatusLine().getStatusCode();
        return new Answer(
                status,
                response.getEntity() == null
                        ? new byte[0]
                        : content(response.getEntity().getContent()),
                ResponseHeaders.date(response),
                ResponseHeaders.value(response, "Location"),
                ResponseHeaders.value(response, "x-acs-request-id"),
                proxy != null
                        && (status == 407
                                || Boolean.TRUE.equals(context.getAttribute(FROM_PROXY))));
    }

    private static byte[] content(InputStream in) throws IOException {
        byte[] content = in.readNBytes(MnsXml.MAX_BYTES + 1);
        if (content.length > MnsXml.MAX_BYTES) {
            throw new ContentTooLongException(
                    "the answer is longer than " + MnsXml.MAX_BYTES + " bytes");
        }
        return content;
    }

    private static void planSweep() {
        if (SWEEP_IS_PLANNED.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(MAX_IDLE_SECONDS, TimeUnit.SECONDS)
                    .execute(RpcTransport::sweep);
        }
    }

    private static void sweep() {
        SWEEP_IS_PLANNED.set(false);
        POOL.closeIdleConnections(MAX_IDLE_SECONDS - 1, TimeUnit.SECONDS);
        if (POOL.getTotalStats().getAvailable() > 0) {
            planSweep();
        }
    }

    /** Notes whether the last answer is the one to CONNECT. */
    private static final class NotingProxy extends HttpRequestExecutor {

        @Override
        public HttpResponse execute(
                HttpRequest request, HttpClientConnection connection, HttpContext context)
                throws IOException, HttpException {
            context.setAttribute(
                    FROM_PROXY, "CONNECT".equals(request.getRequestLine().getMethod()));
            return super.execute(request, connection, context);
        }
    }
}
