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

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The polls of stopped consumers, of all queues of a Camel context; a new consumer adopts them. */
public final class BackgroundPolls {

    private final Set<Poll> polls = ConcurrentHashMap.newKeySet();

    void add(Poll poll) {
        polls.add(poll);
    }

    void remove(Poll poll) {
        polls.remove(poll);
    }

    /**
     * Takes over a poll of this queue.
     *
     * @param handler gets its result
     * @return empty when no poll is suitable
     */
    Optional<Poll> adopt(String queueId, Predicate<Poll> suitable, Poll.Handler handler) {
        return polls.stream()
                .filter(poll -> poll.queueId().equals(queueId) && suitable.test(poll))
                .filter(polls::remove)
                .filter(poll -> poll.handTo(handler, true))
                .findFirst();
    }
}
