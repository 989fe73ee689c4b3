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

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All queues by name. */
public final class Queues {

    private final Map<String, LiveQueue> queues = new ConcurrentSkipListMap<>();
    private final InstantSource clock;
    private final QueueAttributes defaults;
    private final int retainedMessages;
    private final UndocumentedMns undocumented;

    /**
     * No queues yet.
     *
     * @param retainedMessages how many deleted messages each queue retains
     */
    public Queues(
            InstantSource clock,
            QueueAttributes defaults,
            int retainedMessages,
            UndocumentedMns undocumented) {
        this.clock = clock;
        this.defaults = defaults;
        this.retainedMessages = retainedMessages;
        this.undocumented = undocumented;
    }

    public Optional<LiveQueue> find(String name) {
        return Optional.ofNullable(queues.get(name));
    }

    /** The queue of this name, created if necessary, with this message type. */
    public LiveQueue ensure(String name, String messageType) {
        LiveQueue queue = ensure(name, defaults);
        queue.messageType(messageType);
        return queue;
    }

    public Collection<LiveQueue> all() {
        return queues.values();
    }

    /** Wakes every waiting poll. */
    public void wake() {
        queues.values().forEach(LiveQueue::wake);
    }

    /**
     * Removes all messages of all queues. The queues continue to exist, so that running consumers
     * are not refused.
     */
    public void clear() {
        queues.values().forEach(LiveQueue::clear);
    }

    QueueAttributes defaults() {
        return defaults;
    }

    /** The queue of this name, created if necessary, for the message type that its name ends in. */
    public LiveQueue ensure(String name) {
        return ensure(name, defaults);
    }

    LiveQueue ensure(String name, QueueAttributes attributes) {
        String type = name.substring(name.lastIndexOf('-') + 1);
        return queues.computeIfAbsent(
                name,
                key -> new LiveQueue(key, type, attributes, clock, retainedMessages, undocumented));
    }

    void delete(String name) {
        LiveQueue queue = queues.remove(name);
        if (queue != null) {
            queue.clear();
        }
    }
}
