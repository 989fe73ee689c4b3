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
package io.github.camelalicom.mns.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

/** The properties of an application, with the account of an emulator. */
final class AccountFile {

    private AccountFile() {}

    static Path write(Path folder, AlicomEmulatorExtension alicom) throws IOException {
        return Files.writeString(
                folder.resolve("application.properties"),
                String.join(
                        "\n",
                        "camel.component.alicom-mns.queue-name=" + alicom.queueName("SmsReport"),
                        "camel.component.alicom-mns.accessKey=" + alicom.accessKey(),
                        "camel.component.alicom-mns.secret-key=" + alicom.secretKey(),
                        "camel.component.alicom-mns.tokenEndpoint=" + alicom.endpoint(),
                        "camel.component.alicom-mns.mns-endpoint=" + alicom.endpoint(),
                        "other=1"));
    }
}
