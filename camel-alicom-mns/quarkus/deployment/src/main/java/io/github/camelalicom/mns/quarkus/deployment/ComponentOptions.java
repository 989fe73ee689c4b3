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

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;

/**
 * The component's options in the application's configuration, where each may be spelled {@code
 * accessKey} or {@code access-key}.
 */
final class ComponentOptions {

    static final String PREFIX = "camel.component.alicom-mns.";

    private static final String NESTED = PREFIX + "configuration.";

    /** An application that sets one of these has an account, or another emulator. */
    private static final List<String> ACCOUNT =
            List.of(
                    "access-key",
                    "secret-key",
                    "credentials-provider",
                    "token-endpoint",
                    "mns-endpoint",
                    "sms-endpoint",
                    "voice-endpoint");

    private final Config config;

    ComponentOptions(Config config) {
        this.config = config;
    }

    /** The name of an option that is set and makes the emulator needless. */
    Optional<String> whatNamesAnAccount() {
        return ACCOUNT.stream().flatMap(this::namesOf).filter(this::isSet).findFirst();
    }

    Optional<String> value(String option) {
        return config.getOptionalValue(nameOf(option), String.class);
    }

    /**
     * All that Camel reads: other spellings may be set while one is there and empty, variables of
     * the environment, and the option as one of the nested configuration.
     */
    private Stream<String> namesOf(String option) {
        Set<String> plain = Set.of(plain(PREFIX + option), plain(NESTED + option));
        return Stream.concat(
                Stream.of(PREFIX + option), names().filter(name -> plain.contains(plain(name))));
    }

    private Stream<String> names() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false);
    }

    /** As the application spells it; with a hyphen if it does not. */
    String nameOf(String option) {
        return names().filter(name -> isNameOf(name, option)).findFirst().orElse(PREFIX + option);
    }

    private boolean isSet(String name) {
        // empty counts as absent, such as ${ALICOM_ACCESS_KEY:} without that variable
        return config.getOptionalValue(name, String.class).isPresent();
    }

    private static boolean isNameOf(String name, String option) {
        return name.startsWith(PREFIX) && plain(name).equals(plain(PREFIX + option));
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
