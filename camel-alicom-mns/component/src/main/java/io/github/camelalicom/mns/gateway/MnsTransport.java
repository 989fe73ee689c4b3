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
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.aliyun.mns.common.MNSConstants;
import com.aliyun.mns.common.auth.MNSV2Signer;
import com.aliyun.mns.common.http.RequestMessage;
import com.aliyun.mns.common.utils.DateUtil;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/** Sends signed requests of one queue through the client that it shares with others. */
final class MnsTransport {

    /** By then a connection has failed by itself, if the client is alive. */
    private static final Duration CALLBACK_IS_DUE =
            Duration.ofMillis(SdkClient.SOCKET_TIMEOUT_MILLIS + 2_000L);

    /** How often a call checks that its client is alive. */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);

    private final ServiceAddress address;
    private final Threads threads;
    private final SharedClient shared;
    private final MNSV2Signer signer = new MNSV2Signer();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param threads stay the caller's
     */
    MnsTransport(ServiceAddress address, Threads threads) {
        this.address = address;
        this.threads = threads;
        this.shared = SharedClients.acquire(address);
    }

    /**
     * Sends one request, once, without blocking.
     *
     * @param limit how long to wait for the answer
     * @return the answer, whatever its status; or {@link Kind#UNAVAILABLE}, {@link Kind#CLOSED}
     */
    MnsCall send(MnsRequest request, MnsToken token, Duration limit) {
        MnsCall call = new MnsCall(shared, threads.io(), failure -> explain(failure, limit));
        if (closed.get() || !checkLater(call, System.nanoTime(), limit)) {
            call.end(null, closed());
        } else if (shared.isResolved()) {
            begin(call, request, token);
        } else {
            beginAside(call, request, token);
        }
        return call;
    }

    /** Schedules the next check of a call; false if the timer has ended. */
    private boolean checkLater(MnsCall call, long start, Duration limit) {
        long left = start + limit.toNanos() - System.nanoTime();
        try {
            call.limitedBy(
                    threads.timer()
                            .schedule(
                                    () -> check(call, start, limit),
                                    Math.min(left, CHECK_INTERVAL.toNanos()),
                                    TimeUnit.NANOSECONDS));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /**
     * Ends a call that will not be answered. A dead client never calls back. A client that is alive
     * may still call back after the limit, unless the limit is longer than its own time-outs.
     */
    private void check(MnsCall call, long start, Duration limit) {
        boolean over = System.nanoTime() - start >= limit.toNanos();
        if (call.isOnDeadClient() || over && limit.compareTo(CALLBACK_IS_DUE) > 0) {
            call.clientDied();
        } else if (over) {
            call.expire();
        } else if (!checkLater(call, start, limit)) {
            call.end(null, closed());
        }
    }

    /** Looking up the address of a host blocks, for seconds if the network is disturbed. */
    private void beginAside(MnsCall call, MnsRequest request, MnsToken token) {
        try {
            threads.workers()
                    .execute(
                            () -> {
                                shared.resolve();
                                begin(call, request, token);
                            });
        } catch (RejectedExecutionException e) {
            call.end(null, closed());
        }
    }

    private void begin(MnsCall call, MnsRequest request, MnsToken token) {
        try {
            RequestMessage message = sign(request.toMessage(address.endpoint()), token);
            SdkClient acquired = shared.acquire();
            if (call.through(acquired)) {
                call.startedAs(acquired.send(message, request.entity(), call));
            } else {
                acquired.release();
            }
        } catch (Exception | Error e) {
            call.end(null, e);
        }
    }

    private RequestMessage sign(RequestMessage message, MnsToken token) {
        message.addHeader(
                MNSConstants.X_HEADER_MNS_API_VERSION, MNSConstants.X_HEADER_MNS_API_VERSION_VALUE);
        message.addHeader(
                MNSConstants.DATE, DateUtil.formatRfc822Date(message.getRequestDateTime()));
        message.addHeader(MNSConstants.CONTENT_TYPE, MNSConstants.DEFAULT_CONTENT_TYPE);
        message.addHeader(
                MNSConstants.AUTHORIZATION,
                signer.getAuthorization(
                        token.accessKeyId(), token.accessKeySecret(), message, null));
        message.addHeader(MNSConstants.SECURITY_TOKEN, token.securityToken());
        return message;
    }

    private MnsException closed() {
        return new MnsException(
                Kind.CLOSED,
                null,
                "ALICOM-806 The gateway to " + address.endpoint() + " is closed");
    }

    private MnsException explain(Throwable failure, Duration limit) {
        if (failure instanceof MnsException known) {
            return known;
        }
        String why = why(failure, limit);
        Throwable root = MnsException.rootCause(failure);
        return new MnsException(
                Kind.UNAVAILABLE,
                null,
                "ALICOM-312 No answer from " + address + " (" + (why == null ? root : why) + ")",
                root instanceof IOException || why != null ? null : failure);
    }

    private String why(Throwable failure, Duration limit) {
        if (failure instanceof TimeoutException) {
            return "none in " + limit.toMillis() + " ms";
        }
        return SdkClient.isSignOfDeath(failure)
                ? "the client is dead"
                : NetworkFailures.explain(failure, address.proxy());
    }

    /** Does not end calls under way, which their owner cancels. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            SharedClients.release(shared);
        }
    }
}
