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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.model.Message;

/**
 * The best use of Alibaba Cloud's SDK alone: threads that each receive a batch and delete it with
 * one request. No lease, no retry, no orderly stop; the body is only decoded.
 */
record BareSdk(int receivers) implements Contender {

    private static final int BATCH = 16;
    private static final int LONG_POLL_SECONDS = 30;

    @Override
    public AutoCloseable start(Job job, Work work) {
        MNSClient client = MnsClients.open(job, false);
        CloudQueue queue = client.getQueueRef(job.queue());
        AtomicBoolean running = new AtomicBoolean(true);
        for (int i = 0; i < receivers; i++) {
            Thread thread =
                    new Thread(
                            () -> {
                                while (running.get()) {
                                    receiveAndDelete(queue, work);
                                }
                            },
                            "receiver-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        return () -> running.set(false);
    }

    private static void receiveAndDelete(CloudQueue queue, Work work) {
        try {
            List<Message> messages = queue.batchPopMessage(BATCH, LONG_POLL_SECONDS);
            if (messages == null || messages.isEmpty()) {
                return;
            }
            List<String> handles = new ArrayList<>(messages.size());
            for (Message message : messages) {
                message.getMessageBody();
                work.done(message.getEnqueueTime().getTime());
                handles.add(message.getReceiptHandle());
            }
            queue.batchDeleteMessage(handles);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
