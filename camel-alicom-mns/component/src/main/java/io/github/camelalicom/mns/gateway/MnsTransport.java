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

    /** Beyond the longest wait, before the socket is given up, and then the callback. */
    private static final Duration ANSWER_GRACE = Duration.ofSeconds(10);

    private static final Duration CALLBACK_GRACE = Duration.ofSeconds(5);

    private final URI endpoint;
    private final int connections;
    private final Duration socketTimeout;
    private final MNSV2Signer signer = new MNSV2Signer();
    private final Set<MnsCall> polls = ConcurrentHashMap.newKeySet();

    // guarded by this
    private SdkClient client;
    private long replacedAt;
    private boolean closed;

    MnsTransport(URI endpoint, int connections, Duration longestWait) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.socketTimeout = longestWait.plus(ANSWER_GRACE);
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
        return exchange(request, token, new MnsCall());
    }

    /**
     * As {@link #send}, for a request that {@link #cancelPolls()} may end.
     *
     * @return the answer, or null when cancelled
     */
    MnsReply poll(MnsRequest request, MnsToken token) {
        MnsCall call = new MnsCall();
        polls.add(call);
        try {
            return exchange(request, token, call);
        } finally {
            polls.remove(call);
        }
    }

    void cancelPolls() {
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

    private MnsReply exchange(MnsRequest request, MnsToken token, MnsCall call) {
        SdkClient borrowed = borrow();
        try {
            RequestMessage message = sign(request.toMessage(endpoint), token);
            call.startedAs(borrowed.get().sendRequest(message, new ExecutionContext(), call));
            MnsReply reply = call.await(socketTimeout.plus(CALLBACK_GRACE).toNanos());
            if (reply == null) {
                throw dead(borrowed, call, "the client never answered");
            }
            return reply;
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
                "No answer from " + endpoint + " (" + cause.getClass().getSimpleName() + ")",
                cause);
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
            client = newClient();
        }
        LOG.warn("The HTTP client to {} stopped working and was replaced", endpoint);
        suspect.retire();
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
