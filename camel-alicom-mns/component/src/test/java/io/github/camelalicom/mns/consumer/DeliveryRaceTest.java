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
package io.github.camelalicom.mns.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.SteppedTimer;
import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;
import io.github.camelalicom.mns.gateway.Threads;

import static org.assertj.core.api.Assertions.assertThat;

/** Threads that want different things of one delivery at the same instant, many times over. */
class DeliveryRaceTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int CLAIMS = 20;

    @Test
    void ofConcurrentFinishesOneCounts() throws Exception {
        repeatedly(
                contended -> {
                    contended.delivery.startExtending();
                    contended.race(
                            d -> d.begin(0),
                            d -> d.extended("new", 0, LEASE.toNanos()),
                            d -> d.finish(Outcome.COMPLETED),
                            d -> d.finish(Outcome.ABANDONED),
                            d -> d.finish(Outcome.RELEASED));
                    contended.race(d -> d.end(State.DELETED), d -> d.end(State.LEFT));
                    assertThat(contended.outcomes).hasSize(1);
                    assertThat(contended.ends).hasSize(1);
                });
    }

    @Test
    void aFinishThatRacesWithAnExtensionIsSettledWithTheNewHandle() throws Exception {
        repeatedly(
                contended -> {
                    contended.delivery.startExtending();
                    contended.race(
                            d -> d.extended("new", 0, LEASE.toNanos()),
                            d -> d.finish(Outcome.COMPLETED));
                    assertThat(contended.handles).containsExactly("new");
                });
    }

    @Test
    void eitherItIsExtendedOrItIsSettledButNeverBoth() throws Exception {
        repeatedly(
                contended -> {
                    AtomicBoolean extending = new AtomicBoolean();
                    contended.race(
                            d -> extending.set(d.startExtending()),
                            d -> d.finish(Outcome.COMPLETED));
                    assertThat(contended.outcomes).hasSize(extending.get() ? 0 : 1);
                    contended.delivery.endExtending();
                    assertThat(contended.outcomes).hasSize(1);
                });
    }

    @Test
    void eitherItReachesMaxExtensionOrItIsSettledButNeverBoth() throws Exception {
        repeatedly(
                contended -> {
                    contended.delivery.startExtending();
                    contended.race(Delivery::maxExtensionReached, d -> d.finish(Outcome.COMPLETED));
                    assertThat(contended.outcomes.size() + contended.ends.size()).isEqualTo(1);
                });
    }

    @Test
    void oneOfManyWorkersBeginsIt() throws Exception {
        repeatedly(
                contended -> {
                    AtomicInteger begun = new AtomicInteger();
                    Consumer<Delivery> worker = d -> begun.addAndGet(d.begin(0) ? 1 : 0);
                    contended.race(worker, worker, worker, Delivery::startExtending);
                    assertThat(begun).hasValue(1);
                });
    }

    @Test
    void aClaimThatRacesWithAnExtensionGetsTheNewHandleOrNothing() throws Exception {
        repeatedly(
                contended -> {
                    contended.delivery.begin(0);
                    contended.delivery.startExtending();
                    Queue<String> claimed = new ConcurrentLinkedQueue<>();
                    contended.race(
                            d -> d.extended("new", 0, LEASE.toNanos()),
                            d -> {
                                if (claim(d)) {
                                    claimed.add(d.handle());
                                    d.deletedManually();
                                }
                            },
                            d -> d.finish(Outcome.ABANDONED));
                    assertThat(claimed).allMatch("new"::equals);
                    assertThat(contended.outcomes)
                            .containsExactly(
                                    claimed.isEmpty() ? Outcome.ABANDONED : Outcome.DELETED);
                });
    }

    @Test
    void aClaimOfAHeldDeliveryIsNotLostToAnExtensionThatStarts() throws Exception {
        repeatedly(
                contended -> {
                    contended.delivery.begin(0);
                    AtomicInteger claims = new AtomicInteger();
                    AtomicBoolean over = new AtomicBoolean();
                    contended.race(
                            d -> {
                                while (!over.get()) {
                                    if (d.startExtending()) {
                                        d.endExtending();
                                    }
                                }
                            },
                            d -> {
                                for (int i = 0; i < CLAIMS; i++) {
                                    if (claim(d)) {
                                        claims.incrementAndGet();
                                        d.endExtending();
                                    }
                                }
                                over.set(true);
                            });
                    assertThat(claims).hasValue(CLAIMS);
                });
    }

    // late answers

    @Test
    void anAnswerThatRacesWithBeingOverdueCountsAndTheFinishIsSettledOnce() throws Exception {
        repeatedly(
                contended -> {
                    Extension extension = contended.extending();
                    contended.race(
                            d -> extension.overdue(),
                            d -> extension.succeeded(),
                            d -> d.finish(Outcome.COMPLETED));
                    assertThat(contended.outcomes).containsExactly(Outcome.COMPLETED);
                    assertThat(contended.delivery.handle()).isEqualTo("new");
                    assertThat(contended.delivery.lease().isUnsure()).isFalse();
                });
    }

    @Test
    void aLateAnswerWinsOverTheRefusalOfTheAttemptAfterIt() throws Exception {
        repeatedly(
                contended -> {
                    Extension first = contended.extending();
                    first.overdue();
                    Extension second = contended.extending();
                    contended.race(
                            d -> first.succeeded(),
                            d -> second.handleLost(),
                            d -> second.overdue());
                    assertThat(contended.delivery.handle()).isEqualTo("new");
                    assertThat(contended.delivery.leaseLeft(1)).isGreaterThan(LEASE.toNanos());
                    assertThat(contended.delivery.state()).isEqualTo(State.LEASED);
                });
    }

    @Test
    void aRefusedDeleteIsRetriedOnceAfterALateAnswer() throws Exception {
        repeatedly(
                contended -> {
                    Extension extension = contended.extending();
                    extension.overdue();
                    contended.delivery.finish(Outcome.COMPLETED);
                    AtomicInteger again = new AtomicInteger();
                    contended.race(
                            d -> extension.succeeded(),
                            d -> d.settling().whenSure("handle-1", again::incrementAndGet));
                    assertThat(again).hasValue(1);
                    assertThat(contended.delivery.handle()).isEqualTo("new");
                });
    }

    @Test
    void aClaimThatRacesWithALateAnswerGetsTheNewHandle() throws Exception {
        repeatedly(
                contended -> {
                    contended.delivery.begin(0);
                    Extension extension = contended.extending();
                    extension.overdue();
                    Queue<String> claimed = new ConcurrentLinkedQueue<>();
                    contended.race(
                            d -> extension.succeeded(),
                            d -> {
                                if (claim(d)) {
                                    claimed.add(d.handle());
                                }
                            });
                    assertThat(claimed).containsExactly("new");
                });
    }

    private static boolean claim(Delivery delivery) {
        try {
            return ManualSettlement.claim(delivery, Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Many rounds, each with a delivery of its own. */
    private static void repeatedly(RaceRound round) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            for (int i = 0; i < 2_000; i++) {
                round.run(new Contended(threads));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @FunctionalInterface
    private interface RaceRound {
        void run(Contended contended) throws Exception;
    }

    /** An extension that was sent. */
    private record Extension(SteppedTimer time, CompletableFuture<?> answer) {

        void overdue() {
            time.advance(Attempt.OVERDUE_AFTER);
        }

        @SuppressWarnings("unchecked")
        void succeeded() {
            ((CompletableFuture<Lease>) answer).complete(new Lease("new", LEASE.multipliedBy(2)));
        }

        void handleLost() {
            answer.completeExceptionally(ScriptedQueue.failure(Kind.HANDLE_LOST));
        }
    }

    /** The test decides when the next extension is sent. */
    private static final class Unscheduled implements Extensions.Schedule {

        @Override
        public Duration nextExtension(Delivery delivery, long now) {
            return LEASE.multipliedBy(2);
        }

        @Override
        public void checkAt(Delivery delivery, long instant) {}

        @Override
        public void checkAtLeaseEnd(Delivery delivery, long now) {}
    }

    /** A delivery that several threads want at the same instant, and what came of it. */
    private static final class Contended implements Delivery.Listener {

        final Delivery delivery = Messages.delivery("1", LEASE, 0, this);
        final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        final Queue<String> handles = new ConcurrentLinkedQueue<>();
        final Queue<State> ends = new ConcurrentLinkedQueue<>();
        private final ExecutorService threads;
        private final SteppedTimer time = new SteppedTimer();
        private final ScriptedQueue queue = new ScriptedQueue();
        private final Extensions extensions =
                new Extensions(
                        new Unscheduled(),
                        new VisibilityChanger(queue, "q", List.of(), time::nanoTime),
                        2,
                        new Threads(time, time, time),
                        new FailureTracker("Extending", time::nanoTime),
                        time::nanoTime);

        Contended(ExecutorService threads) {
            this.threads = threads;
            queue.answersLater = true;
        }

        /** An extension is sent, and answered when the test says so. */
        Extension extending() {
            extensions.add(delivery);
            time.advance(Duration.ZERO);
            return new Extension(time, queue.held.removeFirst().answer());
        }

        @SafeVarargs
        final void race(Consumer<Delivery>... steps) throws Exception {
            CyclicBarrier start = new CyclicBarrier(steps.length);
            List<Future<?>> running = new ArrayList<>();
            for (Consumer<Delivery> step : steps) {
                running.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    step.accept(delivery);
                                    return null;
                                }));
            }
            for (Future<?> step : running) {
                step.get(60, TimeUnit.SECONDS);
            }
        }

        @Override
        public void finished(Delivery finished, Outcome outcome) {
            outcomes.add(outcome);
            handles.add(finished.handle());
        }

        @Override
        public void ended(Delivery ended, State state) {
            ends.add(state);
        }
    }
}
