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
import org.apache.camel.util.TimeUtils;

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
import io.github.camelalicom.mns.monitor.ProducerStats.RequestStats;
import io.github.camelalicom.mns.options.OptionChecks;

/**
 * Settles by hand the message, or the batch, that an exchange came with. It blocks the calling
 * thread until the queue has answered: what follows in the route may rely on it.
 *
 * <p>Requests go through a client of its own, so that it works without a consumer, and while one
 * stops. Of a message that a consumer in this application holds it takes the handle from there, and
 * keeps the lease keeper away meanwhile.
 */
public final class SettlementProducer extends DefaultProducer {

    /** What becomes of the message. */
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
     * @param holders those who hold messages of it now
     */
    public record Source(
            String name,
            Runnable check,
            Supplier<SharedResources> resources,
            Function<SharedResources, MnsQueue> open,
            Supplier<List<ManualSettlement.Source>> holders) {}

    /** What MNS takes with one request. */
    private static final int BATCH = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Action action;
    private final Source source;
    private final BiFunction<String, Supplier<QueueSnapshot>, RequestStats> stats;
    private SharedResources resources;
    private MnsQueue queue;
    private RequestStats log;
    private Retry attempts;

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
        attempts = new Retry();
        SharedResources shared = source.resources().get();
        queue = source.open().apply(shared);
        resources = shared;
        log = stats.apply(action.doing + source.name(), queue::snapshot);
        log.open();
    }

    @Override
    protected void doStop() throws Exception {
        try {
            if (attempts != null) {
                attempts.close();
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

    /** Perhaps it is only the batch that is refused, as it may be to the consumer. */
    private List<DeleteFailure> deleteBatch(List<MessageToSettle> batch) {
        try {
            return attempts.call(() -> deleteOnce(batch));
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

    /** Claims them for this attempt only: until the next the lease keeper has its turn. */
    private List<DeleteFailure> deleteOnce(List<MessageToSettle> batch) {
        try {
            List<ManualSettlement.Source> holders = source.holders().get();
            batch.forEach(message -> message.claim(holders));
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
            batch.forEach(message -> message.failed(null));
        }
    }

    /** A message that is gone was deleted, perhaps by an attempt whose answer was lost. */
    private Map<String, DeleteFailure> deleteHandles(List<String> handles) {
        return BlockingCall.await(queue.delete(handles, PATIENCE)).stream()
                .filter(failure -> failure.kind() != Kind.MESSAGE_GONE)
                .collect(
                        Collectors.toMap(
                                DeleteFailure::receiptHandle,
                                Function.identity(),
                                (first, second) -> first));
    }

    private static MnsException notDeleted(List<DeleteFailure> failures, int all) {
        DeleteFailure first = failures.get(0);
        String lost =
                first.kind() == Kind.HANDLE_LOST
                        ? ": the lease has ended, or its visibility was changed in the meantime, so"
                                + " it comes again"
                        : "";
        return new MnsException(
                first.kind(),
                first.code(),
                (all == 1 ? "The message was" : failures.size() + " of " + all + " messages were")
                        + " not deleted ("
                        + first.code()
                        + ")"
                        + lost);
    }

    private void changeVisibility(Message message, List<MessageToSettle> messages) {
        Duration time = visibilityTimeout(message);
        List<String> handles = new ArrayList<>();
        for (MessageToSettle one : messages) {
            handles.add(attempts.call(() -> changeOnce(one, time)));
        }
        message.setHeader(
                AlicomMnsConstants.RECEIPT_HANDLE,
                MessageToSettle.isBatch(message) ? handles : handles.get(0));
    }

    private String changeOnce(MessageToSettle message, Duration time) {
        try {
            message.claim(source.holders().get());
            Lease lease =
                    BlockingCall.await(
                            queue.changeVisibility(message.receiptHandle(), time, PATIENCE));
            message.visibilityChanged(lease.receiptHandle(), time);
            return lease.receiptHandle();
        } catch (MnsException e) {
            message.failed(e.kind());
            throw e;
        } finally {
            message.failed(null);
        }
    }

    /**
     * For how long a message is to stay invisible, in whole seconds, as MNS counts.
     *
     * @throws IllegalArgumentException when it is missing, no time, or not 1 s to 12 h
     */
    private static Duration visibilityTimeout(Message message) {
        String name = AlicomMnsConstants.VISIBILITY_TIMEOUT;
        Object value = message.getHeader(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The header " + name + " is missing: a time such as 5m, from 1s to 12h");
        }
        Duration time = duration(name, value);
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The header " + name + " is " + time + ", but must be from 1s to 12h");
        }
        return OptionChecks.wholeSeconds(time);
    }

    private static Duration duration(String name, Object value) {
        if (value instanceof Duration duration) {
            return duration;
        }
        try {
            String text = value.toString().strip();
            return text.startsWith("P")
                    ? Duration.parse(text)
                    : Duration.ofMillis(TimeUtils.toMilliSeconds(text));
        } catch (RuntimeException e) {
            // Camel's parser throws more than one kind
            throw new IllegalArgumentException(
                    "The header " + name + " is no time such as 5m: it is a " + value.getClass());
        }
    }
}
