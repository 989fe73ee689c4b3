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
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/** The queue behind the vendor's SDK: every call with a token that is good, or renewed once. */
final class SdkMnsQueue implements MnsQueue {

    private final String queueName;
    private final TokenProvider tokens;
    private final MnsTransport transport;
    private final MnsReplies replies;

    SdkMnsQueue(String queueName, TokenProvider tokens, MnsTransport transport) {
        this.queueName = queueName;
        this.tokens = tokens;
        this.transport = transport;
        this.replies = new MnsReplies(queueName);
    }

    @Override
    public List<ReceivedMessage> receive(int max, Duration wait) {
        long era = transport.pollEra();
        MnsReply reply =
                withToken(
                        MnsRequest.receive(queueName, max, wait),
                        (request, token) -> transport.poll(request, token, wait, era));
        return reply == null ? List.of() : replies.messages(reply);
    }

    @Override
    public void cancelReceives() {
        transport.cancelPolls();
    }

    @Override
    public List<DeleteFailure> delete(List<String> receiptHandles) {
        if (receiptHandles.isEmpty()) {
            return List.of();
        }
        return receiptHandles.size() == 1
                ? deleteOne(receiptHandles.get(0))
                : replies.deleteFailures(
                        withToken(MnsRequest.delete(queueName, receiptHandles), transport::send));
    }

    /** The answer to a single delete does not name the handle. */
    private List<DeleteFailure> deleteOne(String handle) {
        MnsReply reply = withToken(MnsRequest.delete(queueName, handle), transport::send);
        if (reply.successful()) {
            return List.of();
        }
        MnsException failure = replies.failure(reply);
        if (failure.kind() == Kind.HANDLE_LOST || failure.kind() == Kind.MESSAGE_GONE) {
            return List.of(new DeleteFailure(handle, failure.kind(), failure.code()));
        }
        throw failure;
    }

    @Override
    public Lease changeVisibility(String receiptHandle, Duration visibility) {
        return replies.lease(
                withToken(
                        MnsRequest.changeVisibility(queueName, receiptHandle, visibility),
                        transport::send));
    }

    @Override
    public void close() {
        tokens.close();
        transport.close();
    }

    /** A 403 may mean that the token ended early: one fresh token, one more attempt. */
    private MnsReply withToken(
            MnsRequest request, BiFunction<MnsRequest, MnsToken, MnsReply> exchange) {
        MnsToken token = tokens.current();
        MnsReply reply = exchange.apply(request, token);
        if (reply == null || reply.status() != 403) {
            return reply;
        }
        return exchange.apply(request, tokens.renew(token));
    }

    /** Opens the queue; nothing is sent before the first call. */
    static MnsQueue open(GatewaySettings settings, ScheduledExecutorService timer) {
        TokenService service = new TokenService(settings);
        TokenCache tokens =
                new TokenCache(
                        service::fetch, settings.tokenRefreshMargin(), timer, System::nanoTime);
        MnsTransport transport =
                new MnsTransport(
                        settings.mnsEndpoint(),
                        settings.connections(),
                        settings.longestWait(),
                        MnsTransport.ANSWER_GRACE);
        return new SdkMnsQueue(settings.queueName(), tokens, transport);
    }
}
