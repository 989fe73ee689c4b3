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
package io.github.camelalicom.mns.emulator.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.emulator.Receipts;

/** The receipts that the command puts into a queue by itself. */
final class SampleReceipts {

    static final String TYPE = "SmsReport";

    private final AlicomEmulator emulator;
    private final long most;

    /**
     * @param memory in bytes, that undeleted receipts may take before no more are added by time
     */
    SampleReceipts(AlicomEmulator emulator, long memory) {
        this.emulator = emulator;
        this.most = OptionValues.receiptsIn(memory);
    }

    /** Adds so many, which the option has checked against the memory. */
    void add(int receipts) {
        for (int i = 0; i < receipts; i++) {
            emulator.deliver(Receipts.smsReport());
        }
    }

    /** Adds so many each second, none if it is 0, until the thread is interrupted. */
    void addEachSecond(int receipts) throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            if (receipts > 0) {
                long period = Duration.ofSeconds(1).toNanos() / receipts;
                timer.scheduleAtFixedRate(this::addIfRoom, period, period, TimeUnit.NANOSECONDS);
            }
            new CountDownLatch(1).await();
        } finally {
            timer.shutdownNow();
        }
    }

    /** Undeleted receipts would fill the memory, also beside a consumer that deletes nothing. */
    void addIfRoom() {
        QueueView queue = emulator.queue(TYPE);
        if (queue.sent() - queue.deleted() < most) {
            emulator.deliver(Receipts.smsReport());
        }
    }
}
