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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.github.camelalicom.mns.emulator.mns.AccessKey;
import io.github.camelalicom.mns.emulator.mns.MnsService;

import static io.github.camelalicom.mns.emulator.Ranges.check;

/** Configures an emulator; every setting has a default. */
public final class EmulatorBuilder {

    static final String DEFAULT_SECRET_KEY = "emulator-secret";

    private String host = "127.0.0.1";
    private int port;
    private Account account = new Account("emulator", DEFAULT_SECRET_KEY, "1000000000000001");
    private Duration visibility = Duration.ofSeconds(30);
    private Duration tokenLifetime = Duration.ofHours(1);
    private Duration latency = Duration.ZERO;
    private int retainedMessages = 10_000;
    private final List<Assumption> assumptions = new ArrayList<>();
    private final List<String> queues = new ArrayList<>();
    private final List<Account> otherAccounts = new ArrayList<>();

    EmulatorBuilder() {}

    /** The address to listen on, or a name for it; 127.0.0.1 by default. */
    public EmulatorBuilder host(String address) {
        check(!address.isBlank(), "host", address, "a name or an address");
        host = address.replaceFirst("^\\[(.*)]$", "$1");
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
        account = account.withAccessKey(id);
        return this;
    }

    /** The secret of that key; {@code emulator-secret} by default. */
    public EmulatorBuilder secretKey(String secret) {
        account = account.withSecretKey(secret);
        return this;
    }

    /** The number of the account, which is part of its queue names. */
    public EmulatorBuilder accountId(String digits) {
        account = account.withId(digits);
        return this;
    }

    /**
     * Adds another account, or another key of one. Its queues are those whose names start with
     * {@code Alicom-Queue-} and its number, and no other account receives a token for them. The
     * records of sent messages and calls are common to all accounts.
     */
    public EmulatorBuilder account(String accessKey, String secretKey, String accountId) {
        otherAccounts.add(new Account(accessKey, secretKey, accountId));
        return this;
    }

    /** How long a received message stays invisible: 1 s to 12 h, 30 s by default. */
    public EmulatorBuilder visibility(Duration timeout) {
        boolean inRange = Ranges.isBetween(timeout, Duration.ofSeconds(1), Duration.ofHours(12));
        check(inRange, "visibility", timeout, "1s to 12h");
        visibility = timeout;
        return this;
    }

    /** How long a token is valid: 1 ms to 365 days, one hour by default. */
    public EmulatorBuilder tokenLifetime(Duration lifetime) {
        boolean inRange = Ranges.isBetween(lifetime, Duration.ofMillis(1), Duration.ofDays(365));
        check(inRange, "tokenLifetime", lifetime, "1ms to 8760h");
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
        check(MnsService.isQueueName(name), "queue", name, MnsService.QUEUE_NAMES);
        queues.add(name);
        return this;
    }

    /** The delay of every request, like a network latency: 0, the default, to 12 h. */
    public EmulatorBuilder latency(Duration delay) {
        boolean inRange = Ranges.isBetween(delay, Duration.ZERO, Duration.ofHours(12));
        check(inRange, "latency", delay, "0 to 12h");
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
     * @throws IllegalArgumentException when two accounts have the same accessKey
     */
    public AlicomEmulator start() {
        try {
            return new AlicomEmulator(this);
        } catch (UnresolvedAddressException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + host + ": no such host", new IOException(e));
        } catch (UnsupportedAddressTypeException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + host + ": the JVM does not use IPv6", new IOException(e));
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
        InetAddress address = new InetSocketAddress(host, port).getAddress();
        if (address != null && address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    int port() {
        return port;
    }

    /** The account that every emulator has. */
    Account account() {
        return account;
    }

    EmulatedServices.Settings services() {
        return new EmulatedServices.Settings(
                accessKeys(),
                queues,
                visibility,
                retainedMessages,
                tokenLifetime,
                latency,
                assumptions);
    }

    /** The keys of all accounts; the first account has the queues that no other one has. */
    private List<AccessKey> accessKeys() {
        Account first = account;
        List<Account> others = List.copyOf(otherAccounts);
        List<AccessKey> keys = new ArrayList<>();
        keys.add(
                key(
                        first,
                        queue ->
                                first.owns(queue)
                                        || others.stream().noneMatch(o -> o.owns(queue))));
        others.forEach(other -> keys.add(key(other, other::owns)));
        checkDistinct(keys);
        return keys;
    }

    private static AccessKey key(Account account, Predicate<String> queues) {
        return AccessKey.ofAccount(account.accessKey(), account.secretKey(), queues);
    }

    private static void checkDistinct(List<AccessKey> keys) {
        Set<String> ids = new HashSet<>();
        for (AccessKey key : keys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException(
                        "account: two accounts have the accessKey "
                                + key.id()
                                + "; each needs its own");
            }
        }
    }
}
