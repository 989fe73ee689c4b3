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
package io.github.camelalicom.mns.producer;

import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.monitor.RequestStats;

/**
 * Asks for what the queue did not deliver: the operations whose names begin with query. It blocks
 * the calling thread, as Alibaba Cloud's SDK does: an asynchronous producer would only block
 * another one.
 */
public final class QueryProducer extends DefaultProducer {

    private final Supplier<Supplier<Lookup>> options;
    private final Function<Supplier<QueueSnapshot>, RequestStats> stats;
    private Supplier<Lookup> opening;
    private volatile Lookup lookup;
    private RequestStats log;

    /**
     * @param options checked at the initialization; what they supply is opened at each start and
     *     closed at each stop
     * @param stats of what it sends, from its start to its stop
     */
    public QueryProducer(
            Endpoint endpoint,
            Supplier<Supplier<Lookup>> options,
            Function<Supplier<QueueSnapshot>, RequestStats> stats) {
        super(endpoint);
        this.options = options;
        this.stats = stats;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        opening = options.get();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lookup = opening.get();
        log = stats.apply(lookup::snapshot);
        log.open();
    }

    @Override
    public void process(Exchange exchange) {
        log.during(lookup.prepare(exchange.getMessage()));
    }

    @Override
    protected void doStop() throws Exception {
        try {
            if (lookup != null) {
                lookup.close();
            }
        } finally {
            if (log != null) {
                log.close();
            }
            super.doStop();
        }
    }
}
