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
package io.github.camelalicom.mns.gateway;

import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Queries of one kind to a service: retried after temporary failures, and each request counted,
 * since each is billed. Thread-safe.
 */
public abstract sealed class RetriedQueries implements AutoCloseable
        permits CallDetails, GlobeMessages, SendDetails {

    private final RequestKind kind;
    private final Retry retry;
    private final RequestCounts counts;

    RetriedQueries(RequestKind kind, Retry retry) {
        this.kind = kind;
        this.retry = retry;
        this.counts = new RequestCounts(EnumSet.of(kind));
    }

    /**
     * Sends the query until it succeeds, as long as the failure is temporary and attempts are left.
     *
     * @throws MnsException the last failure
     */
    final <T> T ask(Supplier<T> query) {
        return retry.call(() -> counts.sent(kind, query));
    }

    /** The requests sent so far. */
    public final QueueSnapshot snapshot() {
        return new QueueSnapshot(counts.counts(), Optional.empty());
    }

    /** Ends the pauses between attempts, and with them the attempts. */
    @Override
    public final void close() {
        retry.close();
    }
}
