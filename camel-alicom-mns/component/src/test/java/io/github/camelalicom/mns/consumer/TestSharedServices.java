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
import java.util.Optional;

import io.github.camelalicom.mns.gateway.Threads;

/** What consumers share, without a Camel context. */
final class TestSharedServices implements SharedServices {

    private final Threads threads;
    private final BackgroundPolls backgroundPolls;

    /** How long the context has been stopping; null while it does not. */
    Duration stoppingFor;

    int closed;

    TestSharedServices(Threads threads) {
        this(threads, new BackgroundPolls());
    }

    TestSharedServices(Threads threads, BackgroundPolls backgroundPolls) {
        this.threads = threads;
        this.backgroundPolls = backgroundPolls;
    }

    @Override
    public Threads threads() {
        return threads;
    }

    @Override
    public BackgroundPolls backgroundPolls() {
        return backgroundPolls;
    }

    @Override
    public Optional<Duration> graceLeft(Duration grace) {
        return Optional.ofNullable(stoppingFor).map(grace::minus);
    }

    @Override
    public void closed(ContextStopListener receiving) {
        closed++;
    }
}
