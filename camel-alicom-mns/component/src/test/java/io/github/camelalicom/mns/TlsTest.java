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
package io.github.camelalicom.mns;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.sentMessage;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;

/** Certificates of a company's own authority, as its network puts before the services. */
class TlsTest {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @TempDir static Path folder;

    /** Token, receive, delete and query: both HTTP clients. */
    @Test
    void anAuthorityInTheTrustStoreOfTheJvmCountsForAllServices() throws Exception {
        Path authority = TlsFront.keys(folder, "authority", "-ext", "bc:c");
        Path keys =
                TlsFront.keysSignedBy(folder, "services", authority, "-ext", "san=dns:localhost");
        alicom.deliver(smsUp().content("hello"));
        alicom.sendDetails().add(sentMessage(OtherJvm.NUMBER).content("hi").delivered());
        OtherJvm trusting =
                new OtherJvm(folder)
                        .options(
                                "-Djavax.net.ssl.trustStore=" + TlsFront.trust(folder, authority),
                                "-Djavax.net.ssl.trustStorePassword=" + TlsFront.PASSWORD);
        try (TlsFront front = TlsFront.start(keys, alicom.port())) {
            String uri =
                    alicom.uri("SmsUp", "waitTime=1s").replace(alicom.endpoint(), front.endpoint());

            assertThat(trusting.run(uri)).isEqualTo(List.of("hello", "DELIVERED hi"));
        }
    }
}
