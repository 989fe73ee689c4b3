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
package io.github.camelalicom.mns.benchmark;

import java.net.URI;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.github.camelalicom.mns.emulator.QueueView;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;

/** This project's emulator of the token service and of MNS. */
final class MnsService implements Service {

    private final AlicomEmulator emulator =
            AlicomEmulator.builder().port(0).retainedMessages(0).start();

    @Override
    public URI endpoint() {
        return URI.create(emulator.endpoint());
    }

    @Override
    public String accessKey() {
        return emulator.accessKey();
    }

    @Override
    public String secretKey() {
        return emulator.secretKey();
    }

    @Override
    public void fill(String queue, int messages) {
        for (int i = 0; i < messages; i++) {
            emulator.deliverTo(queue, smsReport().delivered());
        }
    }

    @Override
    public long left(String queue) {
        QueueView view = emulator.queue(queue);
        return view.sent() - view.deleted();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
