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
package io.github.camelalicom.mns.kamelets;

import java.time.Duration;

import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.AlicomMnsConfiguration;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static org.awaitility.Awaitility.await;

/** A context that finds the kamelets on its class path, with the emulator as its account. */
abstract class KameletTestSupport {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    final DefaultCamelContext camel = new DefaultCamelContext();
    MockEndpoint done;

    @BeforeEach
    void nameTheAccount() {
        AlicomMnsConfiguration options = account();
        options.setAccessKey(alicom.accessKey());
        options.setSecretKey(alicom.secretKey());
        options.setTokenEndpoint(alicom.endpoint());
        options.setMnsEndpoint(alicom.endpoint());
        options.setSmsEndpoint(alicom.endpoint());
        options.setVoiceEndpoint(alicom.endpoint());
        done = camel.getEndpoint("mock:done", MockEndpoint.class);
        done.setResultWaitTime(PATIENCE.toMillis());
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    /** The component's options, which hold where a kamelet sets none. */
    AlicomMnsConfiguration account() {
        return camel.getComponent("alicom-mns", AlicomMnsComponent.class).getConfiguration();
    }

    void start(String routes) throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(
                        ResourceHelper.resolveMandatoryResource(
                                camel, "classpath:routes/" + routes));
        camel.start();
    }

    void awaitDeleted(String messageType) {
        await().atMost(PATIENCE).until(() -> alicom.queue(messageType).deleted() == 1);
    }
}
