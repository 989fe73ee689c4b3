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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

import io.github.camelalicom.mns.consumer.ManualSettlement;
import io.github.camelalicom.mns.gateway.BlockingCall;
import io.github.camelalicom.mns.gateway.Durations;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.MnsQueue.Lease;
import io.github.camelalicom.mns.gateway.QueueSnapshot;
import io.github.camelalicom.mns.gateway.Retry;
import io.github.camelalicom.mns.lifecycle.SharedResources;
import io.github.camelalicom.mns.monitor.RequestStats;

/**
 * Deletes the message or batch that an exchange names, or changes its visibility. It blocks the
 * calling thread until the queue has answered, so that the next step may rely on it.
 *
 * <p>Requests go through a client of its own, so that it works without a consumer, and while one
 * stops. If a consumer of the same component holds the message, the handle is taken from that
 * consumer, which does not extend the lease meanwhile.
 */
public final class SettlementProducer extends DefaultProducer {

    /** What is done with the message. */
    public enum Action {
        DELETE("Deleting from queue "),
        CHANGE_VISIBILITY("Changing visibility in queue ");

        private final String doing;

        Action(String doing) {
            this.doing = doing;
        }
    }

    /**
     * The queue that the messages are in.
     *
     * @param name of the queue
     * @param check of the options, before anything is started
     * @param resources acquired as the queue is opened, and released after it is closed
     * @param open opens it
     * @param consumers those that hold messages of it now
     */
    public record Source(
            String name,
            Runnable check,
            Supplier<SharedResources> resources,
            Function<SharedResources, MnsQueue> open,
            Supplier<List<ManualSettlement.Source>> consumers) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final Action action;
    private final Source source;
    private final BiFunction<String, Supplier<QueueSnapshot>, RequestStats> newStats;

    /** Null unless it is started. */
    private volatile Opened opened;

    private record Opened(
            SharedResources resources, MnsQueue queue, Retry retry, RequestStats stats) {

        void close() {
            try {
                retry.close();
                queue.close();
            } finally {
                stats.close();
                resources.release();
            }
        }
    }

    /**
     * @param newStats creates the statistics of the requests sent from a start to the stop; its
     *     first argument is what a request does
     */
    public SettlementProducer(
            Endpoint endpoint,
            Action action,
            Source source,
            BiFunction<String, Supplier<QueueSnapshot>, RequestStats> newStats) {
        super(endpoint);
        this.action = action;
        this.source = source;
        this.newStats = newStats;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        source.check().run();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        SharedResources shared = source.resources().get();
        MnsQueue queue = source.open().apply(shared);
        RequestStats stats = newStats.apply(action.doing + source.name(), queue::snapshot);
        Opened fresh = new Opened(shared, queue, new Retry(), stats);
        try {
            stats.open();
        } catch (RuntimeException | Error e) {
            // after an Error, Camel does not stop the service
            fresh.close();
            throw e;
        }
        opened = fresh;
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

    @Override
    public void process(Exchange exchange) {
        Opened present = opened;
        if (present == null) {
            throw new RejectedExecutionException("ALICOM-804 " + this + " is not started");
        }
        Message message = exchange.getMessage();
        List<MessageToSettle> messages = MessageToSettle.of(message);
        present.stats()
                .during(
                        action == Action.DELETE
                                ? () -> delete(present, messages)
                                : () -> changeVisibility(present, message, messages));
    }

    private void delete(Opened present, List<MessageToSettle> messages) {
        new ManualDeletes(present.queue(), present.retry(), source.consumers(), TIMEOUT)
                .delete(messages);
    }

    private void changeVisibility(Opened present, Message message, List<MessageToSettle> messages) {
        Duration time = VisibilityTimeoutHeader.of(message);
        try {
            for (MessageToSettle one : messages) {
                present.retry().call(() -> changeOnce(present.queue(), one, time));
            }
        } finally {
            // also after a failure: the old handles of messages that were changed are not valid
            MessageToSettle.putHandles(message, messages);
        }
    }

    /** Claims it when there is a token: until then, its lease is extended. */
    private Void changeOnce(MnsQueue queue, MessageToSettle message, Duration time) {
        BlockingCall.await(queue.ready());
        try {
            message.claim(source.consumers().get());
            Lease lease =
                    BlockingCall.await(
                            queue.changeVisibility(
                                    message.receiptHandle(),
                                    time,
                                    Durations.longer(TIMEOUT, message.patience())));
            message.visibilityChanged(lease.receiptHandle(), time);
            return null;
        } catch (MnsException e) {
            message.failed(e.kind());
            throw e;
        } finally {
            message.unclaim();
        }
    }
}
