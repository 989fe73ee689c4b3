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

/** What the consumers of a Camel context share. */
public interface SharedServices {

    /** A consumer or poller, which follows the stop of the Camel context. */
    interface ContextStopListener {

        /** The context begins to stop: no new receive. Returns immediately. */
        void endReceiving();

        /** The consumer is stopped: nothing continues in the background. */
        void finish();
    }

    Threads threads();

    /** The polls of consumers that have stopped. */
    BackgroundPolls backgroundPolls();

    /**
     * What is left of a grace period that began when the context began to stop; empty while it does
     * not stop, so that polls may continue in the background.
     */
    Optional<Duration> graceLeft(Duration grace);

    /** The consumer needs the threads no longer. Called once. */
    void closed(ContextStopListener consumer);
}
