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
import java.io.UncheckedIOException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.camelalicom.mns.emulator.mns.AccessKey;
import io.github.camelalicom.mns.emulator.mns.Limits;
import io.github.camelalicom.mns.emulator.mns.MnsService;

/** Configures an emulator; every setting has a default. */
public final class EmulatorBuilder {

    static final String DEFAULT_SECRET_KEY = "emulator-secret";

    private String host = "127.0.0.1";
    private int port;
    private String accessKey = "emulator";
    private String secretKey = DEFAULT_SECRET_KEY;
    private String accountId = "1000000000000001";
    private Duration visibility = Duration.ofSeconds(30);
    private Duration tokenLifetime = Duration.ofHours(1);
    private Duration latency = Duration.ZERO;
    private int retainedMessages = 10_000;
    private final List<Assumption> assumptions = new ArrayList<>();
    private final List<String> queues = new ArrayList<>();
    private final List<OtherAccount> otherAccounts = new ArrayList<>();

    EmulatorBuilder() {}

    /** The address to listen on; 127.0.0.1 by default. */
    public EmulatorBuilder host(String address) {
        host = address;
        return this;
    }

    /** The port to listen on; 0, the default, takes any free one. */
    public EmulatorBuilder port(int number) {
        check(number >= 0 && number <= 65_535, "port", number, "0 to 65535");
        port = number;
        return this;
    }

    /** The AccessKey ID of the account; {@code emulator} by default. */
    public EmulatorBuilder accessKey(String id) {
        check(!id.isBlank(), "accessKey", id, "a text that is not blank");
        accessKey = id;
        return this;
    }

    /** The secret of that key; {@code emulator-secret} by default. */
    public EmulatorBuilder secretKey(String secret) {
        check(!secret.isBlank(), "secretKey", "(blank)", "a text that is not blank");
        secretKey = secret;
        return this;
    }

    /** The number of the account, which is part of its queue names. */
    public EmulatorBuilder accountId(String digits) {
        check(digits.matches("\\d{1,20}"), "accountId", digits, "digits");
        accountId = digits;
        return this;
    }

    /**
     * Adds another account. Its queues are those whose names start with {@code Alicom-Queue-} and
     * its number, and no other account receives a token for them. The records of sent messages and
     * calls are common to all accounts.
     */
    public EmulatorBuilder account(String accessKey, String secretKey, String accountId) {
        check(!accessKey.isBlank(), "accessKey", accessKey, "a text that is not blank");
        check(!secretKey.isBlank(), "secretKey", "(blank)", "a text that is not blank");
        check(accountId.matches("\\d{1,20}"), "accountId", accountId, "digits");
        otherAccounts.add(new OtherAccount(accessKey, secretKey, accountId));
        return this;
    }

    /** How long a received message stays invisible: 1 s to 12 h, 30 s by default. */
    public EmulatorBuilder visibility(Duration timeout) {
        boolean inRange = timeout.toSeconds() >= 1 && timeout.compareTo(Duration.ofHours(12)) <= 0;
        check(inRange, "visibility", timeout, "1s to 12h");
        visibility = timeout;
        return this;
    }

    /** How long a token is valid: one hour by default. */
    public EmulatorBuilder tokenLifetime(Duration lifetime) {
        check(lifetime.toMillis() > 0, "tokenLifetime", lifetime, "a duration above 0");
        tokenLifetime = lifetime;
        return this;
    }

    /** How it answers where the documentation of the services leaves it open. */
    public EmulatorBuilder assuming(Assumption... chosen) {
        assumptions.addAll(List.of(chosen));
        return this;
    }

    /**
     * Adds a queue that exists from the start; its name ends in its message type. Other queues are
     * created when a token is requested for them or a receipt is delivered.
     */
    public EmulatorBuilder queue(String name) {
        String allowed = "1 to " + Limits.QUEUE_NAME + " letters, digits and hyphens";
        check(MnsService.isQueueName(name), "queue", name, allowed);
        queues.add(name);
        return this;
    }

    /** The delay of every request, like a network latency. */
    public EmulatorBuilder latency(Duration delay) {
        check(!delay.isNegative(), "latency", delay, "0 or more");
        latency = delay;
        return this;
    }

    /**
     * How many of its deleted messages each queue retains, with their histories, for {@link
     * QueueView#messages} and {@link QueueView#history()}: the latest 10,000 by default. A receipt
     * that was sent, received and deleted takes about 1 kB of memory. Messages that are not deleted
     * are always retained.
     */
    public EmulatorBuilder retainedMessages(int number) {
        check(number >= 0, "retainedMessages", number, "0 or more");
        retainedMessages = number;
        return this;
    }

    /**
     * Starts the emulator.
     *
     * @throws UncheckedIOException when the port is in use, or the host is not an address of this
     *     machine
     */
    public AlicomEmulator start() {
        try {
            return new AlicomEmulator(this);
        } catch (UnresolvedAddressException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + host + ": no such host", new IOException(e));
        } catch (IOException e) {
            String address = host + ":" + port;
            throw new UncheckedIOException(
                    "cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    String host() {
        return host;
    }

    /** For URLs: a wildcard address is reached at the loopback address. */
    String reachableHost() {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    int port() {
        return port;
    }

    String accessKey() {
        return accessKey;
    }

    String secretKey() {
        return secretKey;
    }

    String accountId() {
        return accountId;
    }

    /** The keys of all accounts. */
    List<AccessKey> accounts() {
        List<AccessKey> accounts = new ArrayList<>();
        accounts.add(
                AccessKey.ofAccount(
                        accessKey,
                        secretKey,
                        queue -> otherAccounts.stream().noneMatch(other -> other.owns(queue))));
        otherAccounts.stream()
                .map(other -> AccessKey.ofAccount(other.accessKey, other.secretKey, other::owns))
                .forEach(accounts::add);
        return accounts;
    }

    /** An account besides the one that every emulator has. */
    private record OtherAccount(String accessKey, String secretKey, String accountId) {

        boolean owns(String queueName) {
            return queueName.startsWith("Alicom-Queue-" + accountId + "-");
        }

        @Override
        public String toString() {
            return "OtherAccount[" + accessKey + "]";
        }
    }

    Duration visibility() {
        return visibility;
    }

    Duration tokenLifetime() {
        return tokenLifetime;
    }

    List<Assumption> assumptions() {
        return List.copyOf(assumptions);
    }

    List<String> queues() {
        return List.copyOf(queues);
    }

    Duration latency() {
        return latency;
    }

    int retainedMessages() {
        return retainedMessages;
    }

    private static void check(boolean valid, String name, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(
                    name + ": " + value + " is out of range; allowed is " + allowed);
        }
    }
}
