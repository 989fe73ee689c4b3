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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.exceptions.ClientException;
import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Sends single requests to the services of an account and reports their answers literally, so that
 * a diagnosis can compare them with what is assumed. Each call blocks, and is sent once: no
 * retries, no renewal of the token. Not safe for use by many threads.
 */
public final class AccountProbe implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration TOKEN_LIMIT = Duration.ofSeconds(20);

    /**
     * A token was granted.
     *
     * @param expireTime the text of {@code ExpireTime}, or null
     * @param end the same as an instant, if it is readable
     * @param serverTime by the service's clock if the answer has a date, else by the local clock
     */
    public record TokenAnswer(String expireTime, Optional<Instant> end, Instant serverTime) {}

    /**
     * An answer of MNS.
     *
     * @param status the HTTP status
     * @param code the error code, or null
     * @param blank whether it has no content
     * @param root the root element of the document, or null
     * @param fields its elements
     * @param records the entries of a list
     * @param messages the received messages
     * @param serverTime the {@code Date} header, or null
     * @param took from request to answer
     * @param failure the failure that the consumer reads it as, or null if it is a success
     */
    public record Answer(
            int status,
            String code,
            boolean blank,
            String root,
            Map<String, String> fields,
            List<Map<String, String>> records,
            List<ReceivedMessage> messages,
            Instant serverTime,
            Duration took,
            MnsException failure) {

        /**
         * Whether it shows how MNS answers: not if the service or a proxy fails for now. A 404
         * without a code is an answer.
         */
        public boolean isConclusive() {
            return failure == null || !failure.kind().retryable() || code == null && status == 404;
        }

        /** The rest holds handles and personal data. */
        @Override
        public String toString() {
            return "Answer[" + status + ", " + code + ", " + root + "]";
        }
    }

    private final GatewaySettings settings;
    private final Threads threads;
    private final TokenService tokens;
    private final MnsTransport transport;
    private final MnsResponseParser parser;
    private MnsToken token;

    private AccountProbe(GatewaySettings settings, Threads threads) {
        this.settings = settings;
        this.threads = threads;
        this.tokens = new TokenService(settings);
        ServiceAddress address = ServiceAddress.of(settings.mnsEndpoint(), settings.proxy());
        this.transport = new MnsTransport(address, threads);
        this.parser = new MnsResponseParser(settings.queueName(), address, System::nanoTime);
    }

    /**
     * @param threads stay the caller's
     */
    public static AccountProbe open(GatewaySettings settings, Threads threads) {
        return new AccountProbe(settings, threads);
    }

    /**
     * The kind of credentials in use, and whether they are temporary.
     *
     * @throws MnsException why there are none
     */
    public String credentials() {
        return limited(this::presentCredentials);
    }

    private String presentCredentials() {
        try {
            AlibabaCloudCredentials found = settings.credentials().getCredentials();
            if (found == null || !RpcClient.hasKey(found)) {
                throw new MnsException(Kind.TOKEN, null, "There are no credentials");
            }
            return (found instanceof BasicSessionCredentials ? "temporary" : "permanent")
                    + " key from "
                    + settings.credentials().getClass().getSimpleName();
        } catch (ClientException | RuntimeException e) {
            // texts of providers may hold what they read
            throw e instanceof MnsException known
                    ? known
                    : new MnsException(
                            Kind.TOKEN,
                            null,
                            "No credentials from "
                                    + settings.credentials().getClass().getSimpleName()
                                    + " ("
                                    + e.getClass().getSimpleName()
                                    + ")");
        }
    }

    /**
     * Requests the token that the other calls use.
     *
     * @throws MnsException why there is none
     */
    public TokenAnswer token() {
        RpcClient.Reply reply = limited(tokens::ask);
        token = tokens.token(reply);
        JsonNode end = TokenService.expireTime(reply);
        String text = end.isMissingNode() || end.isNull() ? null : end.asText();
        return new TokenAnswer(
                text, Optional.ofNullable(text).flatMap(TokenEnd::read), reply.serverTime());
    }

    /**
     * Receives at most one message.
     *
     * @throws MnsException if there is no answer
     */
    public Answer receive(Duration wait) {
        return receive(settings.queueName(), wait, token);
    }

    /** As {@link #receive(Duration)}, from another queue of the same service. */
    public Answer receiveFrom(String queueName) {
        return receive(queueName, Duration.ZERO, token);
    }

    /** As {@link #receive(Duration)}, with a token that was never granted. */
    public Answer receiveWithWrongToken() {
        MnsToken wrong =
                new MnsToken(
                        token.accessKeyId(),
                        token.accessKeySecret(),
                        token.securityToken() + "x",
                        token.expiresAt());
        return receive(settings.queueName(), Duration.ZERO, wrong);
    }

    private Answer receive(String queueName, Duration wait, MnsToken with) {
        MnsResponse reply = send(MnsRequest.receive(queueName, 1, wait), with, LIMIT.plus(wait));
        return read(reply, () -> parser.messages(reply, wait));
    }

    /** Changes the visibility of a message. */
    public Answer changeVisibility(String receiptHandle, Duration visibility) {
        MnsResponse reply =
                send(
                        MnsRequest.changeVisibility(
                                settings.queueName(), receiptHandle, visibility),
                        token,
                        LIMIT);
        return check(reply, () -> parser.lease(reply, receiptHandle, visibility));
    }

    /** Deletes in a batch; meant for handles that do not exist, so that nothing is deleted. */
    public Answer delete(List<String> receiptHandles) {
        return delete(receiptHandles, token, Duration.ZERO);
    }

    /** As {@link #delete}, with a request that claims to be made that long ago. */
    public Answer deleteLate(List<String> receiptHandles, Duration age) {
        return delete(receiptHandles, token, age);
    }

    /**
     * As {@link #delete}, with a token that is requested for the queue under another message type.
     *
     * @throws MnsException if there is none, or no answer
     */
    public Answer deleteWithTokenOf(String messageType, List<String> receiptHandles) {
        TokenService others = new TokenService(settings.withMessageType(messageType));
        return delete(receiptHandles, limited(others::fetch), Duration.ZERO);
    }

    private Answer delete(List<String> receiptHandles, MnsToken with, Duration age) {
        MnsRequest request = MnsRequest.delete(settings.queueName(), receiptHandles).aged(age);
        MnsResponse reply = send(request, with, LIMIT);
        return check(reply, () -> parser.deleteFailures(reply, receiptHandles));
    }

    /** A provider of credentials may hang, and the SDK's call with it. */
    private <T> T limited(Supplier<T> action) {
        try {
            return CompletableFuture.supplyAsync(action, threads.workers())
                    .get(TOKEN_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw MnsException.of(e.getCause());
        } catch (TimeoutException e) {
            throw new MnsException(
                    Kind.TOKEN_UNAVAILABLE, null, "No answer in " + TOKEN_LIMIT.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MnsException(Kind.CLOSED, null, "Interrupted");
        }
    }

    private MnsResponse send(MnsRequest request, MnsToken with, Duration limit) {
        if (with == null) {
            throw new MnsException(Kind.TOKEN, null, "No token was granted");
        }
        return BlockingCall.await(transport.send(request, with, limit).answer());
    }

    /** As {@link #read}, of an answer without messages. */
    private static Answer check(MnsResponse reply, Runnable reading) {
        return read(
                reply,
                () -> {
                    reading.run();
                    return List.of();
                });
    }

    /** The answer, and the failure that the consumer reads it as, if any. */
    private static Answer read(MnsResponse reply, Supplier<List<ReceivedMessage>> reading) {
        try {
            return answer(reply, reading.get(), null);
        } catch (MnsException e) {
            return answer(reply, List.of(), e);
        }
    }

    private static Answer answer(
            MnsResponse reply, List<ReceivedMessage> messages, MnsException failure) {
        MnsXml document = MnsFailures.document(reply);
        return new Answer(
                reply.status(),
                MnsFailures.code(document),
                reply.blank(),
                document.root(),
                document.fields(),
                document.records(),
                messages,
                reply.serverTime(),
                Duration.ofNanos(System.nanoTime() - reply.sentAt()),
                failure);
    }

    @Override
    public void close() {
        transport.close();
    }
}
