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

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.apache.http.concurrent.FutureCallback;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * One request under way. Its first outcome counts: the answer, a failure, a time-out, or a
 * cancellation.
 *
 * <p>The client calls back on its I/O thread, where an {@code Error} ends it for all callers. So
 * the outcome is only noted there, and what follows runs on {@link Threads#io()}.
 */
final class MnsCall implements FutureCallback<MnsResponse> {

    private final SharedClient shared;
    private final Executor io;
    private final Function<Throwable, MnsException> explanation;
    private final CompletableFuture<MnsResponse> answer = new CompletableFuture<>();
    private final AtomicBoolean concluded = new AtomicBoolean();

    // guarded by this
    private boolean ended;
    private MnsResponse reply;
    private Throwable failure;
    private SdkClient client;
    private Future<?> exchange;
    private Future<?> limit;

    /**
     * @param io where the answer is completed
     * @param explanation of what the transport reports
     */
    MnsCall(SharedClient shared, Executor io, Function<Throwable, MnsException> explanation) {
        this.shared = shared;
        this.io = io;
        this.explanation = explanation;
    }

    /** Completes with the answer, or with an {@link MnsException}. */
    CompletableFuture<MnsResponse> answer() {
        return answer;
    }

    /** Whether the outcome is known; what it leads to may still run. */
    synchronized boolean ended() {
        return ended;
    }

    /** Sets what to cancel at the end: the timer that is planned now. */
    void limitedBy(Future<?> newLimit) {
        synchronized (this) {
            if (!ended) {
                limit = newLimit;
                return;
            }
        }
        newLimit.cancel(false);
    }

    /**
     * Uses an acquired client, and releases it at the end; false when the call has ended already.
     */
    synchronized boolean through(SdkClient acquired) {
        if (!ended) {
            client = acquired;
        }
        return !ended;
    }

    /** Sets which exchange to cut; it does not exist before the request is on its way. */
    void startedAs(Future<?> newExchange) {
        synchronized (this) {
            if (!ended) {
                exchange = newExchange;
                return;
            }
        }
        newExchange.cancel(true);
    }

    /** Whether it waits for a client that will not call back. */
    boolean isOnDeadClient() {
        SdkClient present;
        synchronized (this) {
            present = client;
        }
        return present != null && !present.isRunning();
    }

    /** Cuts the connection. */
    void cancel() {
        cut(new MnsException(Kind.CLOSED, null, "ALICOM-810 The call was cancelled"));
    }

    /** Cuts the connection after the time limit. */
    void expire() {
        cut(new TimeoutException("no answer in time"));
    }

    /** As {@link #expire()}, where the client is the reason. */
    void clientDied() {
        cut(new IllegalStateException("the client is dead"));
    }

    private void cut(Exception why) {
        end(null, why);
        Future<?> started;
        synchronized (this) {
            started = exchange;
        }
        if (started != null) {
            started.cancel(true);
        }
    }

    @Override
    public void completed(MnsResponse newReply) {
        end(newReply, null);
    }

    @Override
    public void failed(Exception e) {
        end(null, e);
    }

    @Override
    public void cancelled() {
        end(null, new CancellationException("the client cancelled the call"));
    }

    void end(MnsResponse newReply, Throwable newFailure) {
        Future<?> present;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            reply = newReply;
            failure = newFailure;
            present = limit;
        }
        try {
            if (present != null) {
                present.cancel(false);
            }
            io.execute(this::conclude);
        } catch (Throwable e) {
            // shut down, or out of threads: no future stays incomplete
            conclude();
        }
    }

    /** Once, though an executor that throws may have taken the task all the same. */
    private void conclude() {
        if (!concluded.compareAndSet(false, true)) {
            return;
        }
        try {
            settleWithClient();
        } catch (Throwable e) {
            answer.completeExceptionally(MnsException.of(e));
        }
        if (failure == null) {
            answer.complete(reply);
        } else {
            answer.completeExceptionally(explanation.apply(failure));
        }
    }

    private void settleWithClient() {
        if (client == null) {
            return;
        }
        try {
            if (failure == null) {
                shared.succeeded(client);
            } else if (!(failure instanceof MnsException)) {
                shared.failed(client, SdkClient.isSignOfDeath(failure));
            }
        } finally {
            client.release();
        }
    }
}
