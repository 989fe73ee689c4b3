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

import java.util.concurrent.RejectedExecutionException;
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

    private final Supplier<Supplier<Lookup>> checkOptions;
    private final Function<Supplier<QueueSnapshot>, RequestStats> newStats;
    private Supplier<Lookup> opening;

    /** Null unless it is started. */
    private volatile Opened opened;

    private record Opened(Lookup lookup, RequestStats stats) {

        void close() {
            try {
                lookup.close();
            } finally {
                stats.close();
            }
        }
    }

    /**
     * @param checkOptions called at the initialization; what it returns opens the lookup at each
     *     start, which is closed at the stop
     * @param newStats creates the statistics of the requests sent from a start to the stop
     */
    public QueryProducer(
            Endpoint endpoint,
            Supplier<Supplier<Lookup>> checkOptions,
            Function<Supplier<QueueSnapshot>, RequestStats> newStats) {
        super(endpoint);
        this.checkOptions = checkOptions;
        this.newStats = newStats;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        opening = checkOptions.get();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Lookup lookup = opening.get();
        Opened fresh = new Opened(lookup, newStats.apply(lookup::snapshot));
        try {
            fresh.stats().open();
        } catch (RuntimeException | Error e) {
            // after an Error, Camel does not stop the service
            fresh.close();
            throw e;
        }
        opened = fresh;
    }

    @Override
    public void process(Exchange exchange) {
        Opened present = opened;
        if (present == null) {
            throw new RejectedExecutionException("ALICOM-804 " + this + " is not started");
        }
        present.stats().during(present.lookup().prepare(exchange.getMessage()));
    }

    @Override
    protected void doStop() throws Exception {
        Opened ended = opened;
        opened = null;
        try {
            if (ended != null) {
                ended.close();
            }
        } finally {
            super.doStop();
        }
    }
}
