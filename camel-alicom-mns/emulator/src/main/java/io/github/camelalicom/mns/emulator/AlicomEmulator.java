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
package io.github.camelalicom.mns.emulator;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.camelalicom.mns.emulator.control.CallerCheck;
import io.github.camelalicom.mns.emulator.control.ControlApi;
import io.github.camelalicom.mns.emulator.control.ControlledEmulator;
import io.github.camelalicom.mns.emulator.control.RequestRouter;
import io.github.camelalicom.mns.emulator.http.HttpPort;
import io.github.camelalicom.mns.emulator.mns.NewMessage;
import io.github.camelalicom.mns.emulator.mns.Queues;

/**
 * Emulates the services that receipts come from on one port of this machine: the token service of
 * Alibaba Cloud Communications, the MNS queues behind it, and the queries for receipts that were
 * not received: {@code QuerySendDetails}, {@code QueryCallDetailByCallId} and {@code QueryMessage}.
 *
 * <pre>{@code
 * try (AlicomEmulator alicom = AlicomEmulator.start()) {
 *     alicom.deliver(smsReport().bizId("b-1").delivered());
 *     // a route from alicom.uri("SmsReport") receives and deletes it
 *     await().until(() -> alicom.queue("SmsReport").deleted() == 1);
 * }
 * }</pre>
 *
 * <p>It listens on a loopback address, verifies signatures and tokens, and enforces the limits of
 * the services. In a JUnit test {@link AlicomEmulatorExtension} starts and stops it; on a command
 * line {@code cli.EmulatorMain} does. What is known of the services, and how, is marked in the code
 * with {@link io.github.camelalicom.mns.emulator.provenance.Provenance}.
 *
 * <p>All methods may be called from any thread.
 */
public final class AlicomEmulator implements AutoCloseable, ControlledEmulator {

    private static final List<String> ENDPOINT_OPTIONS =
            List.of("tokenEndpoint", "mnsEndpoint", "smsEndpoint", "voiceEndpoint");

    private final Account account;
    private final String host;
    private final EmulatedServices services;
    private final HttpPort http;

    AlicomEmulator(EmulatorBuilder options) throws IOException {
        this.account = options.account();
        this.host = options.reachableHost();
        this.services = new EmulatedServices(options.services());
        this.http = new HttpPort(options.host(), options.port(), router(options.host()), clock());
        http.open();
    }

    /** Starts an emulator with all defaults, on a free port. */
    public static AlicomEmulator start() {
        return builder().start();
    }

    public static EmulatorBuilder builder() {
        return new EmulatorBuilder();
    }

    /**
     * Puts receipts into the queues of their types, encoded as by the services. Returns the message
     * ids, without those of receipts that are {@linkplain SendDetails#loseReceipts lost}.
     */
    public List<String> deliver(Receipt<?>... receipts) {
        return deliver(Arrays.asList(receipts));
    }

    public List<String> deliver(Collection<? extends Receipt<?>> receipts) {
        return receipts.stream()
                .map(receipt -> deliverTo(queueName(receipt.messageType()), receipt))
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Puts a receipt into the named queue. Returns the message id, or null when the receipt is
     * {@linkplain SendDetails#loseReceipts lost}.
     *
     * @throws IllegalArgumentException when no queue can have the name
     */
    @Override
    public String deliverTo(String queueName, Receipt<?> receipt) {
        return services.deliver(queueName, receipt);
    }

    /** Puts a body into the queue unchanged, even if it is malformed. Returns the message id. */
    public String deliverRaw(String messageType, String wireBody) {
        return services.put(queueName(messageType), messageType, NewMessage.of(wireBody));
    }

    /** The same with a digest, which may be wrong. */
    public String deliverRaw(String messageType, String wireBody, String claimedMd5) {
        NewMessage message = NewMessage.of(wireBody).withMd5(claimedMd5);
        return services.put(queueName(messageType), messageType, message);
    }

    /** The endpoint URI of a route that consumes these receipts from this emulator. */
    @Override
    public String uri(String messageType) {
        String account =
                "?queueName=%s&accessKey=%s&secretKey=RAW(%s)"
                        .formatted(queueName(messageType), accessKey(), secretKey());
        return ENDPOINT_OPTIONS.stream()
                .map(option -> "&" + option + "=" + endpoint())
                .collect(Collectors.joining("", "alicom-mns:" + messageType + account, ""));
    }

    /** The same with more options, such as {@code "waitTime=1s&concurrentConsumers=4"}, if any. */
    public String uri(String messageType, String moreOptions) {
        return uri(messageType) + (moreOptions.isEmpty() ? "" : "&" + moreOptions);
    }

    /** A view of the queue of a message type, or of the queue with this name. */
    @Override
    public QueueView queue(String messageTypeOrName) {
        return new QueueView(() -> queueName(messageTypeOrName), queues(), requests());
    }

    /** The queue name of a message type; the name of an existing queue is returned unchanged. */
    @Override
    public String queueName(String messageType) {
        return queues().find(messageType).isPresent()
                ? messageType
                : account.queueName(messageType);
    }

    /** The records of sent messages in the SMS service. */
    public SendDetails sendDetails() {
        return services.queried().sendDetails();
    }

    /** The records of calls in the voice service. */
    public CallDetails callDetails() {
        return services.queried().callDetails();
    }

    /** The records of messages in the SMS service of the international site. */
    public GlobeMessages globeMessages() {
        return services.queried().globeMessages();
    }

    @Override
    public Requests requests() {
        return services.requests();
    }

    @Override
    public Faults faults() {
        return services.faults();
    }

    @Override
    public EmulatorClock clock() {
        return services.clock();
    }

    /**
     * Changes how the emulator answers where the documentation of the services leaves it open;
     * other topics keep their assumption. Body and digest change for receipts delivered afterwards.
     */
    @Override
    public void assume(Assumption... chosen) {
        services.assumptions().assume(List.of(chosen));
    }

    /** The current assumptions, one of each topic. */
    @Override
    public List<Assumption> assumptions() {
        return services.assumptions().all();
    }

    /** Expires every token issued so far. */
    public void expireTokens() {
        services.expireTokens();
    }

    public int port() {
        return http.port();
    }

    /** The number of client connections at this moment, including idle ones. */
    public int connections() {
        return http.connections();
    }

    /**
     * The value for {@code tokenEndpoint}, {@code mnsEndpoint}, {@code smsEndpoint} and {@code
     * voiceEndpoint}.
     */
    @Override
    public String endpoint() {
        return "http://" + host + ":" + port();
    }

    @Override
    public String accessKey() {
        return account.accessKey();
    }

    @Override
    public String secretKey() {
        return account.secretKey();
    }

    @Override
    public boolean hasDefaultSecretKey() {
        return secretKey().equals(EmulatorBuilder.DEFAULT_SECRET_KEY);
    }

    /**
     * Removes all messages, counts, requests and faults, and restores the machine's time and the
     * assumptions of the start. Long polls end, delayed requests are dropped. Queues continue to
     * exist and tokens stay valid, so that a running consumer is not disturbed.
     */
    @Override
    public void reset() {
        services.reset();
    }

    @Override
    public void close() {
        http.close();
    }

    Queues queues() {
        return services.queues();
    }

    private RequestRouter router(String listeningHost) {
        CallerCheck callers = new CallerCheck(listeningHost);
        ControlApi control =
                new ControlApi(this, queues(), services.assumptions(), Samples::all, callers);
        return new RequestRouter(control, services.answering());
    }
}
