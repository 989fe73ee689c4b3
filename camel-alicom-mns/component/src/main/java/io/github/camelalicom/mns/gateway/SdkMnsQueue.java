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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;

/** A queue that is accessed with Alibaba Cloud's SDK; a refused token is renewed once per call. */
final class SdkMnsQueue implements MnsQueue {

    /** What an answer may take beyond the requested wait. */
    private static final Duration ANSWER_GRACE = Duration.ofSeconds(15);

    private static final Duration MIN_PATIENCE = Duration.ofSeconds(4);
    private static final Duration MAX_PATIENCE = Duration.ofSeconds(40);

    private final String queueName;
    private final MnsResponseParser replies;
    private final QueueCall.Parts parts;
    private final Set<QueueCall<?>> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SdkMnsQueue(String queueName, ServiceAddress address, QueueCall.Parts parts) {
        this.queueName = queueName;
        this.parts = parts;
        this.replies = new MnsResponseParser(queueName, address, System::nanoTime);
    }

    @Override
    public CompletableFuture<List<ReceivedMessage>> receive(
            int max, Duration wait, BooleanSupplier wanted) {
        return begin(
                call(
                                RequestKind.RECEIVE,
                                MnsRequest.receive(queueName, max, wait),
                                wait.plus(ANSWER_GRACE),
                                reply -> replies.messages(reply, wait))
                        .onlyIf(wanted, List.of()));
    }

    @Override
    public CompletableFuture<List<DeleteFailure>> delete(
            List<String> receiptHandles, Duration patience) {
        if (receiptHandles.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (receiptHandles.size() == 1) {
            String handle = receiptHandles.get(0);
            return begin(
                    call(
                            RequestKind.DELETE,
                            MnsRequest.delete(queueName, handle),
                            bounded(patience),
                            reply -> replies.deleteFailure(reply, handle)));
        }
        return begin(
                call(
                        RequestKind.BATCH_DELETE,
                        MnsRequest.delete(queueName, receiptHandles),
                        bounded(patience),
                        reply -> replies.deleteFailures(reply, receiptHandles)));
    }

    @Override
    public CompletableFuture<Lease> changeVisibility(
            String receiptHandle, Duration visibility, Duration patience) {
        return begin(
                call(
                        RequestKind.CHANGE_VISIBILITY,
                        MnsRequest.changeVisibility(queueName, receiptHandle, visibility),
                        bounded(patience),
                        reply -> replies.lease(reply, receiptHandle, visibility)));
    }

    private static Duration bounded(Duration patience) {
        return Durations.shorter(Durations.longer(patience, MIN_PATIENCE), MAX_PATIENCE);
    }

    private <T> QueueCall<T> call(
            RequestKind kind,
            MnsRequest request,
            Duration limit,
            Function<MnsResponse, T> reading) {
        return new QueueCall<>(new QueueCall.What<>(kind, request, limit, reading), parts);
    }

    private <T> CompletableFuture<T> begin(QueueCall<T> call) {
        calls.add(call);
        CompletableFuture<T> result = call.start();
        result.whenComplete((value, failure) -> calls.remove(call));
        if (closed) {
            call.fail(closedNow());
        }
        return result;
    }

    private MnsException closedNow() {
        return new MnsException(
                Kind.CLOSED, null, "ALICOM-815 The gateway to " + queueName + " is closed");
    }

    @Override
    public QueueSnapshot snapshot() {
        return new QueueSnapshot(parts.counts().counts(), parts.tokens().times());
    }

    @Override
    public void close() {
        closed = true;
        parts.tokens().close();
        calls.forEach(call -> call.fail(closedNow()));
        parts.transport().close();
    }

    /** Opens the queue; nothing is sent before the first call. */
    static MnsQueue open(GatewaySettings settings, Threads threads) {
        RequestCounts counts = new RequestCounts(RequestKind.OF_QUEUE);
        TokenService service = new TokenService(settings);
        TokenCache tokens =
                new TokenCache(
                        () -> counts.sent(RequestKind.TOKEN, service::fetch),
                        settings.tokenRefreshMargin(),
                        settings.maxErrorBackoff(),
                        threads,
                        System::nanoTime);
        ServiceAddress address = ServiceAddress.of(settings.mnsEndpoint(), settings.proxy());
        return new SdkMnsQueue(
                settings.queueName(),
                address,
                new QueueCall.Parts(
                        tokens,
                        new MnsTransport(address, threads),
                        new TokenRenewalLimiter(System::nanoTime),
                        counts,
                        threads));
    }
}
