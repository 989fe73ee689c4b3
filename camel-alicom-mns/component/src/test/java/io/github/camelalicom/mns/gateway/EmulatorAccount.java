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
package io.github.camelalicom.mns.gateway;

import java.net.URI;
import java.time.Duration;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

/** The account of an emulator, as the gateway is configured with it. */
final class EmulatorAccount {

    private EmulatorAccount() {}

    /** For SmsReport, with the default margin of the token. */
    static GatewaySettings settings(AlicomEmulatorExtension alicom) {
        return new GatewaySettings(
                "SmsReport",
                alicom.queueName("SmsReport"),
                "cn-hangzhou",
                URI.create(alicom.endpoint()),
                URI.create(alicom.endpoint()),
                null,
                MnsGateway.credentials(alicom.accessKey(), alicom.secretKey(), null),
                Duration.ofMinutes(2));
    }
}
