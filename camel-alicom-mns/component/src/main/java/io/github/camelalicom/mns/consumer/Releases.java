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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.Threads;

/**
 * Makes messages visible again after a time, instead of when their lease ends. It is a courtesy:
 * where it fails, and fails again a few times, the message is left and comes when its lease ends.
 */
final class Releases {

    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LAST_PAUSE = Duration.ofMillis(500);

    private record Release(Delivery delivery, Duration delay, State released, int attempt) {

        Release again() {
            return new Release(delivery, delay, released, attempt + 1);
        }
    }

    private final Queue<Release> waiting = new ConcurrentLinkedQueue<>();
    private final Visibility visibility;
    private final LongSupplier nanoTime;
    private final Pause pause;
    private final Alarm alarm;
    private final Crew crew;

    Releases(Visibility visibility, int threadsAtMost, Threads threads, LongSupplier nanoTime) {
        this.visibility = visibility;
        this.nanoTime = nanoTime;
        this.pause = new Pause(FIRST_PAUSE, LAST_PAUSE, nanoTime);
        this.crew =
                new Crew(
                        threads.io(),
                        threads.timer(),
                        threadsAtMost,
                        () -> !waiting.isEmpty() && pause.left() == 0,
                        this::releaseNext);
        this.alarm = new Alarm(threads.timer(), this::goOn, nanoTime);
    }

    /**
     * @param released what it is when that succeeds; otherwise it is {@link State#LEFT}
     */
    void release(Delivery delivery, Duration delay, State released) {
        waiting.add(new Release(delivery, delay, released, 1));
        crew.wake();
    }

    private void releaseNext() {
        Release next = waiting.poll();
        if (next == null) {
            return;
        }
        State last = State.LEFT;
        try {
            visibility.change(next.delivery().handle(), next.delay());
            pause.succeeded();
            last = next.released();
        } catch (MnsException e) {
            LOG.debug("{} could not be released: {}", next.delivery(), e.getMessage());
            if (e.kind().retryable() && next.attempt() < ATTEMPTS) {
                tryAgain(next.again());
                return;
            }
        } catch (RuntimeException | Error e) {
            LOG.error("Releasing {} failed unexpectedly", next.delivery(), e);
        }
        next.delivery().end(last);
    }

    /** All wait a little, not only this one: the service throttles, or is down for all of them. */
    private void tryAgain(Release release) {
        waiting.add(release);
        pause.failed(LAST_PAUSE);
        goOn();
    }

    /** After the pause: which may have become longer since the alarm was set. */
    private void goOn() {
        long pausing = pause.left();
        if (pausing > 0) {
            alarm.by(nanoTime.getAsLong() + pausing);
        } else {
            crew.wakeAll();
        }
    }
}
