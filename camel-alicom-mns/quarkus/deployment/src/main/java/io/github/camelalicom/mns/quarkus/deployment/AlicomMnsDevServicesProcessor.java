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
import java.util.function.Consumer;
import java.util.function.Function;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.CuratedApplicationShutdownBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem.RunningDevService;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.runtime.LaunchMode;

/**
 * Starts the emulator in dev and test mode and for {@code quarkus:run}, when the application has no
 * account to talk to.
 */
@BuildSteps(onlyIf = {IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class})
class AlicomMnsDevServicesProcessor {

    private static final String DESCRIPTION =
            "Alicom emulator: token service, MNS queues and queries";
    private static final Logger LOG = Logger.getLogger(AlicomMnsDevServicesProcessor.class);

    @BuildStep
    void emulator(
            AlicomMnsBuildConfig config,
            LaunchModeBuildItem launchMode,
            CuratedApplicationShutdownBuildItem shutdown,
            BuildProducer<DevServicesResultBuildItem> services) {
        ComponentOptions options = new ComponentOptions(ConfigProvider.getConfig());
        if (isWanted(config.devservices(), options)) {
            EmulatorSettings settings = EmulatorSettings.of(config.devservices(), options);
            services.produce(
                    launchMode.getLaunchMode() == LaunchMode.RUN
                            ? running(settings, options, task -> shutdown.addCloseTask(task, true))
                            : startable(settings, options));
        }
    }

    static boolean isWanted(AlicomMnsBuildConfig.DevServices config, ComponentOptions options) {
        if (!config.enabled()) {
            return false;
        }
        Optional<String> account = options.whatNamesAnAccount();
        account.ifPresent(
                name -> LOG.infof("No Alicom emulator is started, since %s is set", name));
        return account.isEmpty();
    }

    /** Quarkus starts it, keeps it while the settings stay the same, and closes it. */
    static DevServicesResultBuildItem startable(
            EmulatorSettings settings, ComponentOptions options) {
        Map<String, Function<EmulatorService, String>> provided = provided(options);
        return DevServicesResultBuildItem.owned()
                .feature(AlicomMnsProcessor.FEATURE)
                .description(DESCRIPTION)
                .serviceConfig(settings)
                .startable(() -> new EmulatorService(settings))
                .configProvider(provided)
                // an option that is there and empty would win otherwise
                .highPriorityConfig(provided.keySet())
                .build();
    }

    /** {@code quarkus:run} hands the addresses of services to the application, but starts none. */
    static DevServicesResultBuildItem running(
            EmulatorSettings settings, ComponentOptions options, Consumer<Runnable> atTheEnd) {
        EmulatorService service = new EmulatorService(settings);
        service.start();
        atTheEnd.accept(service::close);
        Map<String, String> values = new TreeMap<>();
        provided(options).forEach((name, value) -> values.put(name, value.apply(service)));
        return new RunningDevService(AlicomMnsProcessor.FEATURE, DESCRIPTION, null, service, values)
                .toBuildItem();
    }

    private static Map<String, Function<EmulatorService, String>> provided(
            ComponentOptions options) {
        return Map.of(
                options.nameOf("access-key"), EmulatorService::accessKey,
                options.nameOf("secret-key"), EmulatorService::secretKey,
                options.nameOf("token-endpoint"), EmulatorService::getConnectionInfo,
                options.nameOf("mns-endpoint"), EmulatorService::getConnectionInfo,
                options.nameOf("sms-endpoint"), EmulatorService::getConnectionInfo,
                options.nameOf("voice-endpoint"), EmulatorService::getConnectionInfo,
                // a proxy of the options would be asked for this machine, too
                options.nameOf("non-proxy-hosts"), service -> "localhost|127.0.0.1");
    }
}
