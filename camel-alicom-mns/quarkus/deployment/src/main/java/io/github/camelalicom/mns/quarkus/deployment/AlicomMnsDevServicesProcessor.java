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

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;

/** Starts the emulator in dev and test mode, when the application has no account to talk to. */
@BuildSteps(onlyIf = {IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class})
class AlicomMnsDevServicesProcessor {

    private static final Logger LOG = Logger.getLogger(AlicomMnsDevServicesProcessor.class);

    @BuildStep
    void emulator(AlicomMnsBuildConfig config, BuildProducer<DevServicesResultBuildItem> services) {
        if (!config.devservices().enabled()) {
            return;
        }
        ComponentOptions options = new ComponentOptions(ConfigProvider.getConfig());
        Optional<String> account = options.whatNamesAnAccount();
        if (account.isPresent()) {
            LOG.infof("No Alicom emulator is started, since %s is set", account.get());
            return;
        }
        services.produce(service(EmulatorSettings.of(config.devservices(), options), options));
    }

    private static DevServicesResultBuildItem service(
            EmulatorSettings settings, ComponentOptions options) {
        Map<String, Function<EmulatorService, String>> provided = new TreeMap<>();
        provided.put(options.nameOf("access-key"), EmulatorService::accessKey);
        provided.put(options.nameOf("secret-key"), EmulatorService::secretKey);
        provided.put(options.nameOf("token-endpoint"), EmulatorService::getConnectionInfo);
        provided.put(options.nameOf("mns-endpoint"), EmulatorService::getConnectionInfo);
        return DevServicesResultBuildItem.owned()
                .feature(AlicomMnsProcessor.FEATURE)
                .description("Alicom emulator: token service and MNS queues")
                .serviceConfig(settings)
                .startable(() -> new EmulatorService(settings))
                .configProvider(provided)
                // an option that is there and empty would win otherwise
                .highPriorityConfig(provided.keySet())
                .build();
    }
}
