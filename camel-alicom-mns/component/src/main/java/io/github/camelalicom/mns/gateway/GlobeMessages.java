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

import java.util.Optional;

/**
 * What the international site knows of a message, asked again when that fails for a passing reason.
 * Safe for use by many threads.
 */
public final class GlobeMessages implements AutoCloseable {

    private final GlobeService service;
    private final RetriedQueries queries;

    GlobeMessages(GlobeService service, Retry retry) {
        this.service = service;
        this.queries = new RetriedQueries(RequestKind.QUERY_MESSAGE, retry);
    }

    /**
     * Asks for a message. Blocks for as long as that takes.
     *
     * @return the answer's JSON; empty when the service has none
     * @throws MnsException the last failure
     */
    public Optional<String> find(String messageId) {
        return queries.ask(() -> service.message(messageId));
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
