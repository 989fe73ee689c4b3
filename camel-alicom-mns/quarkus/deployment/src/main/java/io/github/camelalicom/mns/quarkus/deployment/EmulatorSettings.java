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

import java.util.Optional;

/**
 * What makes one emulator differ from another; equal settings let a restart of the application keep
 * the one that runs.
 *
 * @param queueName the queue that sample receipts come into; empty for the emulator's own
 */
record EmulatorSettings(int port, int sampleReceipts, Optional<String> queueName) {

    static EmulatorSettings of(AlicomMnsBuildConfig.DevServices config, ComponentOptions options) {
        return new EmulatorSettings(
                config.port(), config.sampleReceipts(), options.value("queue-name"));
    }
}
