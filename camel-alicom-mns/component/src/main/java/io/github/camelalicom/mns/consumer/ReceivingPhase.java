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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Whether a consumer receives, and since when it does not. A begin and an end may overlap, as when
 * a route resumes while the context begins to stop: the last one wins.
 */
final class ReceivingPhase {

    private final Runnable begin;
    private final Runnable end;
    private final LongSupplier nanoTime;

    /** Replaced first, then put into effect. */
    private final AtomicReference<Phase> current = new AtomicReference<>(Phase.receives());

    /**
     * @param since when receiving ended; 0 while it has not
     */
    private record Phase(boolean receiving, long since) {

        static Phase receives() {
            return new Phase(true, 0);
        }

        Phase endedAt(long now) {
            return receiving ? new Phase(false, now) : this;
        }

        Phase countedFrom(long now) {
            return receiving ? this : new Phase(false, now);
        }
    }

    /**
     * @param begin starts receiving; like {@code end}, it may be called again without effect
     * @param end ends receiving
     */
    ReceivingPhase(Runnable begin, Runnable end, LongSupplier nanoTime) {
        this.begin = begin;
        this.end = end;
        this.nanoTime = nanoTime;
    }

    void begin() {
        current.set(Phase.receives());
        enter();
    }

    /** Idempotent: a second call has no effect. A stop and that of the context may coincide. */
    void end() {
        long now = nanoTime.getAsLong();
        if (current.getAndUpdate(phase -> phase.endedAt(now)).receiving()) {
            enter();
        }
    }

    /**
     * If the phase was replaced meanwhile, what was done here may have undone a part of what
     * belongs to the new one, which is therefore repeated.
     */
    private void enter() {
        Phase entered;
        do {
            entered = current.get();
            (entered.receiving() ? begin : end).run();
        } while (current.get() != entered);
    }

    /** From now on {@link #endedFor} counts from now, if receiving has ended. */
    void countEndFromNow() {
        long now = nanoTime.getAsLong();
        current.updateAndGet(phase -> phase.countedFrom(now));
    }

    /** Zero while it receives: a begin may have overtaken the stop that asks. */
    Duration endedFor() {
        Phase phase = current.get();
        return phase.receiving()
                ? Duration.ZERO
                : Duration.ofNanos(nanoTime.getAsLong() - phase.since());
    }
}
