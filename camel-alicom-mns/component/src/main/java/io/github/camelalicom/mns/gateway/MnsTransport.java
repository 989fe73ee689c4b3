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
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.aliyun.mns.common.MNSConstants;
import com.aliyun.mns.common.auth.MNSV2Signer;
import com.aliyun.mns.common.comm.ExecutionContext;
import com.aliyun.mns.common.http.RequestMessage;
import com.aliyun.mns.common.utils.DateUtil;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Sends signed requests through the SDK's HTTP client and waits for the answers.
 *
 * <p>The SDK's client can die unnoticed: it then cancels every call, or never calls back. Both are
 * seen here, and the client is replaced, at most once in {@link #REPLACE_PAUSE}.
 */
final class MnsTransport {

    static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(MnsTransport.class);
    private static final Duration REPLACE_PAUSE = Duration.ofSeconds(2);

    /** What an answer may take beyond the wait that was asked for. */
    static final Duration ANSWER_GRACE = Duration.ofSeconds(10);

    /**
     * What an answer may take where nothing is waited for: several attempts must fit into what is
     * left of a lease.
     */
    private static final Duration SEND_LIMIT = Duration.ofSeconds(4);

    private final URI endpoint;
    private final int connections;
    private final Duration answerGrace;
    private final Duration socketTimeout;
    private final MNSV2Signer signer = new MNSV2Signer();
    private final Set<MnsCall> polls = ConcurrentHashMap.newKeySet();
    private final AtomicLong pollEra = new AtomicLong();

    // guarded by this
    private SdkClient client;
    private long replacedAt;
    private boolean closed;

    /**
     * @param longestWait the longest poll that will be sent
     * @param answerGrace what an answer may take beyond that
     */
    MnsTransport(URI endpoint, int connections, Duration longestWait, Duration answerGrace) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.answerGrace = answerGrace;
        this.socketTimeout = longestWait.plus(answerGrace);
        this.client = newClient();
        this.replacedAt = System.nanoTime() - REPLACE_PAUSE.toNanos();
    }

    /**
     * Sends one request, once.
     *
     * @return the answer, whatever its status
     * @throws MnsException {@link Kind#UNAVAILABLE} when there was none
     */
    MnsReply send(MnsRequest request, MnsToken token) {
        return exchange(request, token, new MnsCall(), shorter(SEND_LIMIT, answerGrace));
    }

    /** Which polls a later {@link #cancelPolls()} is meant for; take it before anything else. */
    long pollEra() {
        return pollEra.get();
    }

    /**
     * As {@link #send}, for a request that {@link #cancelPolls()} may end.
     *
     * @param wait how long the service may hold the request
     * @param era the era in which the receive began, before it waited for a token
     * @return the answer, or null when cancelled since then
     */
    MnsReply poll(MnsRequest request, MnsToken token, Duration wait, long era) {
        MnsCall call = new MnsCall();
        polls.add(call);
        try {
            return pollEra.get() == era ? exchange(request, token, call, pollLimit(wait)) : null;
        } finally {
            polls.remove(call);
        }
    }

    void cancelPolls() {
        pollEra.incrementAndGet();
        polls.forEach(MnsCall::cancel);
    }

    void close() {
        SdkClient last;
        synchronized (this) {
            closed = true;
            last = client;
        }
        cancelPolls();
        last.retire();
    }

    private MnsReply exchange(MnsRequest request, MnsToken token, MnsCall call, Duration limit) {
        SdkClient borrowed = borrow();
        try {
            RequestMessage message = sign(request.toMessage(endpoint), token);
            call.startedAs(borrowed.get().sendRequest(message, new ExecutionContext(), call));
            MnsReply reply = call.await(limit.toNanos());
            if (reply == null) {
                throw late(borrowed, call, limit);
            }
            return reply;
        } catch (MnsException e) {
            throw e;
        } catch (IllegalStateException e) {
            // a cancelled call, ours or a dying client's, is one of these too
            if (call.cancelRequested()) {
                return null;
            }
            throw dead(borrowed, call, "the client is dead");
        } catch (RuntimeException | IOException e) {
            throw unavailable(borrowed, call, e);
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw new MnsException(Kind.CLOSED, null, "Interrupted while waiting for " + endpoint);
        } finally {
            borrowed.giveBack();
        }
    }

    /** Later than the socket's own limit for a request that waits as long as any. */
    private Duration pollLimit(Duration wait) {
        return wait.plus(answerGrace).plus(answerGrace.dividedBy(2));
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

    private SdkClient borrow() {
        synchronized (this) {
            if (!closed && client.borrow()) {
                return client;
            }
        }
        throw new MnsException(Kind.CLOSED, null, "The gateway to " + endpoint + " is closed");
    }

    private MnsException unavailable(SdkClient borrowed, MnsCall call, Exception e) {
        Throwable cause = rootCause(e);
        if (cause instanceof IllegalStateException) {
            return dead(borrowed, call, "the client is dead");
        }
        return new MnsException(
                Kind.UNAVAILABLE,
                null,
                "No answer from " + endpoint + " (" + cause + ")",
                e instanceof IOException ? null : e);
    }

    /** Past the socket's own limit a callback is due from any client that lives. */
    private MnsException late(SdkClient borrowed, MnsCall call, Duration limit) {
        if (limit.compareTo(socketTimeout) > 0) {
            return dead(borrowed, call, "the client never called back");
        }
        call.cancel();
        return new MnsException(
                Kind.UNAVAILABLE, null, "No answer from " + endpoint + " in " + limit);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private MnsException dead(SdkClient borrowed, MnsCall call, String how) {
        call.cancel();
        replace(borrowed);
        return new MnsException(Kind.UNAVAILABLE, null, "No answer from " + endpoint + ": " + how);
    }

    /** Only if nobody else has replaced it yet, and not more often than the pause allows. */
    private void replace(SdkClient suspect) {
        synchronized (this) {
            long now = System.nanoTime();
            if (closed || client != suspect || now - replacedAt < REPLACE_PAUSE.toNanos()) {
                return;
            }
            replacedAt = now;
        }
        // outside the lock: it starts threads, and may find that there are none
        SdkClient fresh;
        try {
            fresh = newClient();
        } catch (RuntimeException | Error e) {
            LOG.error("The HTTP client to {} is dead, and no other can be made now", endpoint, e);
            return;
        }
        SdkClient retired = swap(suspect, fresh);
        retired.retire();
        if (retired == suspect) {
            LOG.warn("The HTTP client to {} stopped working and was replaced", endpoint);
        }
    }

    /** The one that is no longer needed: the fresh one, if it came too late. */
    private synchronized SdkClient swap(SdkClient suspect, SdkClient fresh) {
        if (closed || client != suspect) {
            return fresh;
        }
        client = fresh;
        return suspect;
    }

    private SdkClient newClient() {
        return new SdkClient(SdkClient.configuration(connections, (int) socketTimeout.toMillis()));
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
