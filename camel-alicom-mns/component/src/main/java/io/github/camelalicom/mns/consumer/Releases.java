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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.consumer.Delivery.State;
import io.github.camelalicom.mns.gateway.MnsException;

/**
 * Makes messages visible again after a time, instead of when their lease ends. It is a courtesy:
 * where it fails, and fails again, the message is left and comes when its lease ends.
 */
final class Releases {

    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);

    private record Release(Delivery delivery, Duration delay, State released) {}

    private final Queue<Release> waiting = new ConcurrentLinkedQueue<>();
    private final Visibility visibility;
    private final Crew crew;

    Releases(Visibility visibility, int threadsAtMost, Threads threads) {
        this.visibility = visibility;
        this.crew =
                new Crew(
                        threads.io(),
                        threads.timer(),
                        threadsAtMost,
                        () -> !waiting.isEmpty(),
                        this::releaseNext);
    }

    /**
     * @param released what it is when that succeeds; otherwise it is {@link State#LEFT}
     */
    void release(Delivery delivery, Duration delay, State released) {
        waiting.add(new Release(delivery, delay, released));
        crew.wake();
    }

    private void releaseNext() {
        Release next = waiting.poll();
        if (next == null) {
            return;
        }
        State last = State.LEFT;
        try {
            change(next.delivery().handle(), next.delay());
            last = next.released();
        } catch (MnsException e) {
            LOG.debug("{} could not be released: {}", next.delivery(), e.getMessage());
        } finally {
            next.delivery().end(last);
        }
    }

    /** Once more after a failure that passes: such as a kept connection that the service closed. */
    private void change(String handle, Duration delay) {
        try {
            visibility.change(handle, delay);
        } catch (MnsException e) {
            if (!e.kind().retryable()) {
                throw e;
            }
            visibility.change(handle, delay);
        }
    }
}
