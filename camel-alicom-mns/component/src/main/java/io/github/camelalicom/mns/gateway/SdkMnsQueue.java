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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/** The queue behind the vendor's SDK: every call with a token that is good, or renewed once. */
final class SdkMnsQueue implements MnsQueue {

    private final String queueName;
    private final TokenProvider tokens;
    private final MnsTransport transport;
    private final MnsReplies replies;
    private final RequestCounts counts;

    SdkMnsQueue(
            String queueName, TokenProvider tokens, MnsTransport transport, RequestCounts counts) {
        this.queueName = queueName;
        this.tokens = tokens;
        this.transport = transport;
        this.replies = new MnsReplies(queueName);
        this.counts = counts;
    }

    @Override
    public CompletableFuture<List<ReceivedMessage>> receive(int max, Duration wait) {
        return call(() -> receiveNow(max, wait));
    }

    private static <T> CompletableFuture<T> call(Supplier<T> call) {
        try {
            return CompletableFuture.completedFuture(call.get());
        } catch (MnsException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private List<ReceivedMessage> receiveNow(int max, Duration wait) {
        long era = transport.pollEra();
        return ask(
                RequestKind.RECEIVE,
                MnsRequest.receive(queueName, max, wait),
                (request, token) -> transport.poll(request, token, wait, era),
                reply -> reply == null ? List.of() : replies.messages(reply));
    }

    void cancelReceives() {
        transport.cancelPolls();
    }

    @Override
    public CompletableFuture<List<DeleteFailure>> delete(
            List<String> receiptHandles, Duration patience) {
        return call(() -> deleteNow(receiptHandles));
    }

    private List<DeleteFailure> deleteNow(List<String> receiptHandles) {
        if (receiptHandles.isEmpty()) {
            return List.of();
        }
        return receiptHandles.size() == 1
                ? deleteOne(receiptHandles.get(0))
                : ask(
                        RequestKind.BATCH_DELETE,
                        MnsRequest.delete(queueName, receiptHandles),
                        transport::send,
                        replies::deleteFailures);
    }

    /** The answer to a single delete does not name the handle. */
    private List<DeleteFailure> deleteOne(String handle) {
        try {
            return ask(
                    RequestKind.DELETE,
                    MnsRequest.delete(queueName, handle),
                    transport::send,
                    this::deleted);
        } catch (MnsException e) {
            if (e.kind() == Kind.HANDLE_LOST || e.kind() == Kind.MESSAGE_GONE) {
                return List.of(new DeleteFailure(handle, e.kind(), e.code()));
            }
            throw e;
        }
    }

    private List<DeleteFailure> deleted(MnsReply reply) {
        if (!reply.successful()) {
            throw replies.failure(reply);
        }
        return List.of();
    }

    @Override
    public CompletableFuture<Lease> changeVisibility(
            String receiptHandle, Duration visibility, Duration patience) {
        return call(() -> changeVisibilityNow(receiptHandle, visibility));
    }

    private Lease changeVisibilityNow(String receiptHandle, Duration visibility) {
        return ask(
                RequestKind.CHANGE_VISIBILITY,
                MnsRequest.changeVisibility(queueName, receiptHandle, visibility),
                transport::send,
                replies::lease);
    }

    @Override
    public QueueSnapshot snapshot() {
        return new QueueSnapshot(counts.counts(), tokens.times());
    }

    @Override
    public void close() {
        tokens.close();
        transport.close();
    }

    /** A 403 may mean that the token ended early: one fresh token, one more attempt. */
    private <T> T ask(
            RequestKind kind,
            MnsRequest request,
            BiFunction<MnsRequest, MnsToken, MnsReply> exchange,
            Function<MnsReply, T> reading) {
        MnsToken token = tokens.current();
        MnsReply reply = counts.sent(kind, () -> exchange.apply(request, token));
        if (reply == null || reply.status() != 403) {
            return counts.answered(kind, () -> reading.apply(reply));
        }
        counts.failed(kind);
        MnsToken renewed = tokens.renew(token);
        MnsReply second = counts.sent(kind, () -> exchange.apply(request, renewed));
        return counts.answered(kind, () -> reading.apply(second));
    }

    /** Opens the queue; nothing is sent before the first call. */
    static MnsQueue open(GatewaySettings settings, Threads threads) {
        RequestCounts counts = new RequestCounts(RequestKind.OF_QUEUE);
        TokenService service = new TokenService(settings);
        TokenCache tokens =
                new TokenCache(
                        () -> counts.sent(RequestKind.TOKEN, service::fetch),
                        settings.tokenRefreshMargin(),
                        threads.timer(),
                        System::nanoTime);
        MnsTransport transport =
                new MnsTransport(
                        settings.mnsEndpoint(),
                        settings.connections(),
                        settings.longestWait(),
                        MnsTransport.ANSWER_GRACE);
        return new SdkMnsQueue(settings.queueName(), tokens, transport, counts);
    }
}
