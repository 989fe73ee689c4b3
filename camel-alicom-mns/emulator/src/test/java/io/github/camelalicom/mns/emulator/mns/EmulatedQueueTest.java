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
package io.github.camelalicom.mns.emulator.mns;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.http.Origin;
import io.github.camelalicom.mns.emulator.mns.EmulatedQueue.HandleResult;
import io.github.camelalicom.mns.emulator.mns.MessageSnapshot.State;

import static org.assertj.core.api.Assertions.assertThat;

/** Thousands of random steps; the invariants of the queue hold after each of them. */
class EmulatedQueueTest {

    private static final int STEPS = 5_000;
    private static final Duration VISIBILITY = Duration.ofSeconds(10);

    private final EmulatedQueue queue = new EmulatedQueue(10_000, new UndocumentedMns() {});
    private final Map<String, Instant> leaseEnds = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private final List<String> everyHandle = new ArrayList<>();
    private final Set<String> knownHandles = new HashSet<>();
    private final Set<String> usedUp = new HashSet<>();
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neverLosesDoublesOrSharesAMessage(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(7)) {
                case 0, 1 -> send(random);
                case 2 -> receive(random);
                case 3 -> delete(random);
                case 4 -> changeVisibility(random);
                case 5 -> release(random);
                default -> now = now.plusMillis(random.nextInt(3_000));
            }
            assertNothingIsLost();
        }
        queue.messages(Integer.MAX_VALUE, now).forEach(EmulatedQueueTest::assertItsLogIsALife);
        assertThat(queue.counts(now).deleted()).isPositive();
        assertThat(queue.counts(now).received()).isGreaterThan(queue.counts(now).sent() / 2);
    }

    private void send(Random random) {
        Duration delay = Duration.ofSeconds(random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0);
        NewMessage message = new NewMessage("body", null, 1 + random.nextInt(16), delay);
        queue.send(message, delay, now, Origin.NONE);
    }

    private void receive(Random random) {
        for (ReceivedMessage message :
                queue.receive(1 + random.nextInt(16), VISIBILITY, now, Origin.NONE)) {
            // a message has one holder at a time, and each lease has a new handle
            assertThat(leaseEnds.getOrDefault(message.id(), Instant.MIN)).isBeforeOrEqualTo(now);
            assertThat(knownHandles.contains(message.handle())).isFalse();
            hold(message);
        }
    }

    private void delete(Random random) {
        if (everyHandle.isEmpty()) {
            return;
        }
        String handle = anyHandle(random);
        boolean expected = isGood(handle);
        boolean accepted = queue.delete(handle, now, Origin.NONE) == HandleResult.ACCEPTED;
        assertThat(accepted).isEqualTo(expected);
        if (accepted) {
            // a handle works at most once
            assertThat(usedUp.add(handle)).isTrue();
            assertThat(queue.delete(handle, now, Origin.NONE)).isEqualTo(HandleResult.MESSAGE_GONE);
        }
    }

    private void changeVisibility(Random random) {
        if (everyHandle.isEmpty()) {
            return;
        }
        String handle = anyHandle(random);
        boolean expected = isGood(handle);
        Duration timeout = Duration.ofSeconds(1 + random.nextInt(20));
        var extended = queue.changeVisibility(handle, timeout, now, Origin.NONE);
        assertThat(extended.isPresent()).isEqualTo(expected);
        extended.ifPresent(
                message -> {
                    assertThat(message.nextVisibleTime()).isEqualTo(now.plus(timeout));
                    hold(message);
                });
    }

    private void release(Random random) {
        if (!everyHandle.isEmpty()) {
            String handle = anyHandle(random);
            if (isGood(handle)) {
                usedUp.add(handle);
                holders.forEach((id, held) -> endLease(id, held.equals(handle)));
            }
            queue.release(handle, now, Origin.NONE);
        }
    }

    private void endLease(String id, boolean ended) {
        if (ended) {
            leaseEnds.put(id, now);
        }
    }

    private void hold(ReceivedMessage message) {
        leaseEnds.put(message.id(), message.nextVisibleTime());
        holders.put(message.id(), message.handle());
        everyHandle.add(message.handle());
        knownHandles.add(message.handle());
    }

    /** The latest handle of a message is valid until its lease ends or it is used. */
    private boolean isGood(String handle) {
        return !usedUp.contains(handle)
                && holders.entrySet().stream()
                        .filter(holder -> holder.getValue().equals(handle))
                        .anyMatch(holder -> now.isBefore(leaseEnds.get(holder.getKey())));
    }

    private String anyHandle(Random random) {
        int newest = everyHandle.size() - 1;
        return everyHandle.get(Math.max(0, newest - random.nextInt(40)));
    }

    private void assertNothingIsLost() {
        QueueCounts counts = queue.counts(now);
        assertThat(counts.deleted() + counts.visible() + counts.invisible())
                .isEqualTo(counts.sent());
    }

    /** Sent once, leased only while it has no holder, deleted at most once, all in order. */
    private static void assertItsLogIsALife(MessageSnapshot message) {
        List<LogEntry> log = message.log();
        assertThat(log).isSortedAccordingTo(Comparator.comparing(LogEntry::time));
        State state = null;
        int received = 0;
        for (LogEntry entry : log) {
            State before = state;
            state =
                    switch (entry.kind()) {
                        case SENT -> step(before, null, State.VISIBLE);
                        case RECEIVED -> step(before, State.VISIBLE, State.INVISIBLE);
                        case VISIBILITY_CHANGED, LEASE_ENDED, RELEASED, DELETED ->
                                step(before, State.INVISIBLE, after(entry.kind()));
                        default -> before;
                    };
            received += entry.kind() == LogEntry.Kind.RECEIVED ? 1 : 0;
            assertThat(entry.dequeueCount()).isEqualTo(received);
        }
        assertThat(received).isEqualTo(message.dequeueCount());
        if (received > 0) {
            assertThat(state).as("%s", log).isEqualTo(message.state());
        }
    }

    private static State step(State before, State expected, State after) {
        assertThat(before).isEqualTo(expected);
        return after;
    }

    private static State after(LogEntry.Kind kind) {
        return switch (kind) {
            case VISIBILITY_CHANGED -> State.INVISIBLE;
            case DELETED -> State.DELETED;
            default -> State.VISIBLE;
        };
    }
}
