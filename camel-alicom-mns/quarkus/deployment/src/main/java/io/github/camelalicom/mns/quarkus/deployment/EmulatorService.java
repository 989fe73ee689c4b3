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
package io.github.camelalicom.mns.quarkus.deployment;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.Receipts;
import io.quarkus.deployment.builditem.Startable;

/**
 * The emulator as a dev service. It lives in the build's class loader, not in the application's.
 */
final class EmulatorService implements Startable {

    private static final Logger LOG = Logger.getLogger(EmulatorService.class);
    private static final String SAMPLE_TYPE = "SmsReport";
    private static final int ONE_FAILS_OF = 4;

    private final EmulatorSettings settings;
    private final AtomicInteger sent = new AtomicInteger();
    private AlicomEmulator emulator;
    private ScheduledExecutorService samples;

    EmulatorService(EmulatorSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start() {
        emulator = AlicomEmulator.builder().port(settings.port()).start();
        LOG.info(announcement());
        if (settings.sampleReceipts() > 0) {
            samples = Executors.newSingleThreadScheduledExecutor(EmulatorService::daemon);
            samples.scheduleAtFixedRate(this::sendSample, 1, 1, TimeUnit.SECONDS);
        }
    }

    @Override
    public String getConnectionInfo() {
        return emulator.endpoint();
    }

    /** There is no container: it runs in this JVM. */
    @Override
    public String getContainerId() {
        return null;
    }

    String accessKey() {
        return emulator.accessKey();
    }

    String secretKey() {
        return emulator.secretKey();
    }

    @Override
    public void close() {
        if (samples != null) {
            samples.shutdownNow();
        }
        if (emulator != null) {
            emulator.close();
        }
    }

    private void sendSample() {
        int number = sent.incrementAndGet();
        Receipts.SmsReport receipt = Receipts.smsReport().bizId("sample-" + number);
        emulator.deliverTo(
                sampleQueue(),
                number % ONE_FAILS_OF == 0 ? receipt.failed("MK:0001") : receipt.delivered());
        if (number == settings.sampleReceipts()) {
            samples.shutdown();
        }
    }

    private String sampleQueue() {
        return settings.queueName().orElseGet(() -> emulator.queueName(SAMPLE_TYPE));
    }

    private String announcement() {
        return """
                No account at Alibaba Cloud is configured, so an emulator stands in for it:
                  camel.component.alicom-mns.token-endpoint=%1$s
                  camel.component.alicom-mns.mns-endpoint=%1$s
                  camel.component.alicom-mns.sms-endpoint=%1$s
                  camel.component.alicom-mns.voice-endpoint=%1$s
                Add a receipt: curl -X POST '%1$s/_emulator/receipts/%2$s?queueName=%3$s'
                To switch it off: quarkus.camel.alicom-mns.devservices.enabled=false"""
                .formatted(emulator.endpoint(), SAMPLE_TYPE, sampleQueue());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "alicom-emulator-samples");
        thread.setDaemon(true);
        return thread;
    }
}
