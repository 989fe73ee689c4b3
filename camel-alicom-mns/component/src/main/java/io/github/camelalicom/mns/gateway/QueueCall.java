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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * One call of {@link MnsQueue} under way: gets a token, sends the request, reads the answer; once
 * more with a fresh token if the token was refused.
 */
final class QueueCall<T> {

    /** A little more than a fetch may take. */
    private static final Duration LONGEST_WAIT_FOR_TOKEN = Duration.ofSeconds(20);

    private final What<T> what;
    private final Parts parts;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile MnsCall call;
    private BooleanSupplier wanted = () -> true;
    private T otherwise;

    /**
     * A request, and how to read its answer.
     *
     * @param limit how long to wait for an answer
     * @param reading of an answer
     */
    record What<T>(
            RequestKind kind,
            MnsRequest request,
            Duration limit,
            Function<MnsResponse, T> reading) {}

    /** The parts of a queue that serve all its calls. */
    record Parts(
            TokenCache tokens,
            MnsTransport transport,
            TokenRenewalLimiter renewals,
            RequestCounts counts,
            Threads threads) {}

    QueueCall(What<T> what, Parts parts) {
        this.what = what;
        this.parts = parts;
    }

    /**
     * @param wanted evaluated before each request
     * @param otherwise the result when it is not
     */
    QueueCall<T> onlyIf(BooleanSupplier wanted, T otherwise) {
        this.wanted = wanted;
        this.otherwise = otherwise;
        return this;
    }

    CompletableFuture<T> start() {
        // a caller that cancels the future ends the exchange
        result.whenComplete((value, failure) -> cutExchange());
        withToken(parts.tokens().current(), token -> send(token, false));
        return result;
    }

    void fail(MnsException e) {
        result.completeExceptionally(e);
    }

    private void cutExchange() {
        MnsCall present = call;
        if (present != null && !present.ended()) {
            present.cancel();
        }
    }

    private void withToken(CompletableFuture<MnsToken> token, Consumer<MnsToken> next) {
        if (!token.isDone()) {
            limit(token);
        }
        token.whenComplete(
                (value, failure) -> {
                    if (failure != null) {
                        fail(MnsException.of(failure));
                    } else {
                        next.accept(value);
                    }
                });
    }

    /** Bounds the wait: the fetches of many queues may have to wait for each other. */
    private void limit(CompletableFuture<MnsToken> token) {
        try {
            Future<?> timeout =
                    parts.threads()
                            .timer()
                            .schedule(
                                    this::giveUpWaiting,
                                    LONGEST_WAIT_FOR_TOKEN.toNanos(),
                                    TimeUnit.NANOSECONDS);
            token.whenComplete((value, failure) -> timeout.cancel(false));
        } catch (RejectedExecutionException e) {
            fail(new MnsException(Kind.CLOSED, null, "ALICOM-808 The gateway is closing"));
        }
    }

    private void giveUpWaiting() {
        Executor io = parts.threads().io();
        Threads.run(
                io,
                () ->
                        fail(
                                new MnsException(
                                        Kind.TOKEN_UNAVAILABLE,
                                        null,
                                        "ALICOM-208 No token in "
                                                + LONGEST_WAIT_FOR_TOKEN.toSeconds()
                                                + " s")));
    }

    private void send(MnsToken token, boolean renewed) {
        if (result.isDone()) {
            return;
        }
        if (!wanted.getAsBoolean()) {
            result.complete(otherwise);
            return;
        }
        parts.counts().sent(what.kind());
        MnsCall sent = parts.transport().send(what.request(), token, what.limit());
        call = sent;
        if (result.isDone()) {
            sent.cancel();
        }
        sent.answer()
                .whenComplete(
                        (reply, failure) -> {
                            if (failure != null) {
                                unanswered(MnsException.of(failure));
                            } else {
                                read(reply, token, renewed);
                            }
                        });
    }

    private void unanswered(MnsException e) {
        // a call that was cancelled did not fail
        if (!result.isDone()) {
            parts.counts().failed(what.kind());
            fail(e);
        }
    }

    private void read(MnsResponse reply, MnsToken token, boolean renewed) {
        T value;
        try {
            value = what.reading().apply(reply);
        } catch (Exception | Error e) {
            parts.counts().failed(what.kind());
            refused(MnsException.of(e), token, renewed);
            return;
        }
        parts.renewals().accepted(what.kind());
        result.complete(value);
    }

    /** The token may have ended early: one fresh token, one more attempt. */
    private void refused(MnsException e, MnsToken token, boolean renewed) {
        if (e.kind() == Kind.DENIED && !renewed && parts.renewals().worthwhile(what.kind())) {
            withToken(parts.tokens().renew(token), fresh -> send(fresh, true));
            return;
        }
        if (e.kind() == Kind.DENIED && renewed) {
            parts.renewals().toNoEffect(what.kind());
        }
        fail(e);
    }
}
