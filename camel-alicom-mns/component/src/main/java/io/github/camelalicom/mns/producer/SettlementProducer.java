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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.consumer.ManualSettlement;
import io.github.camelalicom.mns.gateway.BlockingCall;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.MnsQueue;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;
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

    /** What MNS takes with one request. */
    private static final int BATCH = 16;

    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final Action action;
    private final Source source;
    private final BiFunction<String, Supplier<QueueSnapshot>, RequestStats> stats;
    private SharedResources resources;
    private MnsQueue queue;
    private RequestStats log;
    private Retry retry;

    /**
     * @param stats of what it sends, from its start to its stop, by what it is doing
     */
    public SettlementProducer(
            Endpoint endpoint,
            Action action,
            Source source,
            BiFunction<String, Supplier<QueueSnapshot>, RequestStats> stats) {
        super(endpoint);
        this.action = action;
        this.source = source;
        this.stats = stats;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        source.check().run();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        retry = new Retry();
        SharedResources shared = source.resources().get();
        queue = source.open().apply(shared);
        resources = shared;
        log = stats.apply(action.doing + source.name(), queue::snapshot);
        log.open();
    }

    @Override
    protected void doStop() throws Exception {
        try {
            if (retry != null) {
                retry.close();
            }
            if (queue != null) {
                queue.close();
            }
        } finally {
            if (log != null) {
                log.close();
            }
            releaseResources();
            super.doStop();
        }
    }

    private void releaseResources() {
        if (resources != null) {
            resources.release();
            resources = null;
        }
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        List<MessageToSettle> messages = MessageToSettle.of(message);
        log.during(
                action == Action.DELETE
                        ? () -> delete(messages)
                        : () -> changeVisibility(message, messages));
    }

    /**
     * In the order of their names: two exchanges that share messages do not wait for each other.
     */
    private void delete(List<MessageToSettle> messages) {
        Map<String, MessageToSettle> byName = new TreeMap<>();
        messages.forEach(one -> byName.put(one.name(), one));
        List<MessageToSettle> all = List.copyOf(byName.values());
        List<DeleteFailure> failures = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            failures.addAll(deleteBatch(all.subList(from, Math.min(from + BATCH, all.size()))));
        }
        if (!failures.isEmpty()) {
            throw notDeleted(failures, all.size());
        }
    }

    /** MNS may refuse the batch and allow single deletes. */
    private List<DeleteFailure> deleteBatch(List<MessageToSettle> batch) {
        try {
            return retry.call(() -> deleteOnce(batch));
        } catch (MnsException e) {
            if (batch.size() == 1 || e.kind() != Kind.DENIED) {
                throw e;
            }
            return batch.stream()
                    .map(List::of)
                    .map(this::deleteBatch)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /** Claims them for this attempt only, so that leases are extended between attempts. */
    private List<DeleteFailure> deleteOnce(List<MessageToSettle> batch) {
        try {
            List<ManualSettlement.Source> consumers = source.consumers().get();
            batch.forEach(message -> message.claim(consumers));
            Map<String, DeleteFailure> failures =
                    deleteHandles(batch.stream().map(MessageToSettle::receiptHandle).toList());
            for (MessageToSettle message : batch) {
                DeleteFailure failure = failures.get(message.receiptHandle());
                if (failure == null) {
                    message.deleted();
                } else {
                    message.failed(failure.kind());
                }
            }
            return List.copyOf(failures.values());
        } finally {
            batch.forEach(message -> message.unclaim());
        }
    }

    /** A missing message is deleted: an earlier attempt may have succeeded without an answer. */
    private Map<String, DeleteFailure> deleteHandles(List<String> handles) {
        return BlockingCall.await(queue.delete(handles, TIMEOUT)).stream()
                .filter(failure -> failure.kind() != Kind.MESSAGE_GONE)
                .collect(
                        Collectors.toMap(
                                DeleteFailure::receiptHandle,
                                Function.identity(),
                                (first, second) -> first));
    }

    private static MnsException notDeleted(List<DeleteFailure> failures, int all) {
        DeleteFailure first = failures.get(0);
        String consequence =
                first.kind() == Kind.HANDLE_LOST
                        ? ": the lease has ended, or its visibility was changed in the meantime, so"
                                + " it is redelivered"
                        : "";
        return new MnsException(
                first.kind(),
                first.code(),
                (all == 1 ? "The message was" : failures.size() + " of " + all + " messages were")
                        + " not deleted ("
                        + first.code()
                        + ")"
                        + consequence);
    }

    private void changeVisibility(Message message, List<MessageToSettle> messages) {
        Duration time = VisibilityTimeoutHeader.of(message);
        List<String> handles = new ArrayList<>();
        for (MessageToSettle one : messages) {
            handles.add(retry.call(() -> changeOnce(one, time)));
        }
        message.setHeader(
                AlicomMnsConstants.RECEIPT_HANDLE,
                MessageToSettle.isBatch(message) ? handles : handles.get(0));
    }

    private String changeOnce(MessageToSettle message, Duration time) {
        try {
            message.claim(source.consumers().get());
            Lease lease =
                    BlockingCall.await(
                            queue.changeVisibility(message.receiptHandle(), time, TIMEOUT));
            message.visibilityChanged(lease.receiptHandle(), time);
            return lease.receiptHandle();
        } catch (MnsException e) {
            message.failed(e.kind());
            throw e;
        } finally {
            message.unclaim();
        }
    }
}
