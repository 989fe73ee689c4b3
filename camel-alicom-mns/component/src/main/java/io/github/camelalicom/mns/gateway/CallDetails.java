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

import java.time.LocalDate;
import java.util.Optional;

/**
 * What the voice service knows of a call, asked again when that fails for a passing reason. Safe
 * for use by many threads.
 */
public final class CallDetails implements AutoCloseable {

    private final CallService service;
    private final RetriedQueries queries;

    CallDetails(CallService service, Retry retry) {
        this.service = service;
        this.queries = new RetriedQueries(RequestKind.QUERY_CALL_DETAIL, retry);
    }

    /**
     * Asks for a call. Blocks for as long as that takes.
     *
     * @param day in China on which the call was placed
     * @param prodId the product that placed it
     * @return the detail's JSON; empty when the service has none
     * @throws MnsException the last failure
     */
    public Optional<String> find(String callId, LocalDate day, long prodId) {
        return queries.ask(() -> service.detail(callId, day, prodId));
    }

    /** What was sent so far. */
    public QueueSnapshot snapshot() {
        return queries.snapshot();
    }

    @Override
    public void close() {
        queries.close();
    }
}
