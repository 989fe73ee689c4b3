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
package io.github.camelalicom.mns.benchmark.contender;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.model.Message;

/**
 * The algorithm of Alibaba Cloud's demo, {@code DefaultAlicomMessagePuller}: one thread receives
 * batches of 16, a pool of 16 works and deletes one by one. Kinder than the demo in one point: when
 * the pool is full the receiving thread works itself, where the demo throws the rest of the batch
 * away.
 */
final class OfficialDemo implements Contender {

    private static final int THREADS = 16;
    private static final int POOL_QUEUE = 200;
    private static final int BATCH = 16;
    private static final int LONG_POLL_SECONDS = 30;

    @Override
    public AutoCloseable start(Job job, Work work) {
        MNSClient client = MnsClients.open(job, true);
        CloudQueue queue = client.getQueueRef(job.queue());
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(POOL_QUEUE),
                        new ThreadPoolExecutor.CallerRunsPolicy());
        AtomicBoolean running = new AtomicBoolean(true);
        Thread puller =
                new Thread(
                        () -> {
                            while (running.get()) {
                                pull(queue, pool, work);
                            }
                        },
                        "puller");
        puller.setDaemon(true);
        puller.start();
        return () -> {
            running.set(false);
            pool.shutdown();
        };
    }

    private static void pull(CloudQueue queue, ThreadPoolExecutor pool, Work work) {
        try {
            List<Message> messages = queue.batchPopMessage(BATCH, LONG_POLL_SECONDS);
            if (messages != null) {
                for (Message message : messages) {
                    pool.execute(() -> workAndDelete(queue, message, work));
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void workAndDelete(CloudQueue queue, Message message, Work work) {
        message.getMessageBody();
        work.done(message.getEnqueueTime().getTime());
        try {
            queue.deleteMessage(message.getReceiptHandle());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
