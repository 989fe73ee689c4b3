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

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Camel Alicom MNS */
@ConfigMapping(prefix = "quarkus.camel.alicom-mns")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface AlicomMnsBuildConfig {

    /** The emulator that stands in for an account in dev and test mode. */
    DevServices devservices();

    /** How the emulator is to be. */
    interface DevServices {

        /**
         * Whether the emulator may start. It starts in dev and test mode and for quarkus:run, if
         * the application configures neither keys nor a credentials provider nor an endpoint of the
         * component.
         */
        @WithDefault("true")
        boolean enabled();

        /** The port it listens on, of the loopback address; 0 takes any free one. */
        @WithDefault("0")
        int port();

        /**
         * How many sample receipts come in, one a second. They are SMS reports and come into the
         * queue of {@code camel.component.alicom-mns.queue-name}, if it is set.
         */
        @WithDefault("0")
        int sampleReceipts();
    }
}
