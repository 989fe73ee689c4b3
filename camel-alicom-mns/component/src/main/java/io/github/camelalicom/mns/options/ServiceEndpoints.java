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
package io.github.camelalicom.mns.options;

import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The addresses of the services: that of an option, or the default of the region. Each method takes
 * the value of the option that it is named after; null or blank if it is not set.
 *
 * @param network null counts as the internet
 * @param allowInsecure whether http is allowed everywhere
 */
public record ServiceEndpoints(String regionId, AlicomMnsNetwork network, boolean allowInsecure) {

    /** The services behind an endpoint, by the names that tracing shows. */
    public enum Service {
        mns(MnsRegion::mnsEndpoint),
        dysmsapi(MnsRegion::smsEndpoint),
        dyvmsapi(MnsRegion::voiceEndpoint);

        private final BiFunction<MnsRegion, AlicomMnsNetwork, Optional<URI>> ofRegion;

        Service(BiFunction<MnsRegion, AlicomMnsNetwork, Optional<URI>> ofRegion) {
            this.ofRegion = ofRegion;
        }
    }

    public ServiceEndpoints {
        network = network == null ? AlicomMnsNetwork.internet : network;
    }

    public URI tokenEndpoint(String url) {
        return endpoint("tokenEndpoint", url, MnsRegion::tokenEndpoint);
    }

    public URI mnsEndpoint(String url) {
        return endpoint("mnsEndpoint", url, MnsRegion::mnsEndpoint);
    }

    public URI smsEndpoint(String url) {
        return endpoint("smsEndpoint", url, MnsRegion::smsEndpoint);
    }

    public URI voiceEndpoint(String url) {
        return endpoint("voiceEndpoint", url, MnsRegion::voiceEndpoint);
    }

    /** Empty if the region does not determine it. */
    public Optional<URI> defaultOf(Service service) {
        return MnsRegion.of(regionId).flatMap(region -> service.ofRegion.apply(region, network));
    }

    private URI endpoint(
            String option,
            String url,
            BiFunction<MnsRegion, AlicomMnsNetwork, Optional<URI>> ofRegion) {
        if (OptionChecks.isSet(url)) {
            return withoutPath(option, url);
        }
        return MnsRegion.of(regionId)
                .flatMap(region -> ofRegion.apply(region, network))
                .orElseThrow(() -> noEndpoint(option));
    }

    private URI withoutPath(String option, String value) {
        URI url =
                OptionChecks.url(
                        option, value, host -> allowInsecure || MnsRegion.isVpcHostOfMns(host));
        if (!url.getRawPath().isEmpty() && !"/".equals(url.getRawPath())) {
            throw OptionChecks.wrong(
                    option,
                    value,
                    url.getRawPath().startsWith("/queues/")
                            ? "a URL without a path; the name of the queue is the option queueName"
                            : "a URL without a path");
        }
        return url;
    }

    private IllegalArgumentException noEndpoint(String option) {
        return MnsRegion.of(regionId).isPresent()
                ? new InvalidOptionException(
                        "ALICOM-107 Option "
                                + option
                                + " is not set, but region "
                                + regionId
                                + " has no default for it with network="
                                + network
                                + ": set "
                                + option)
                : OptionChecks.wrong(
                        "regionId",
                        regionId,
                        "one of " + MnsRegion.ids() + ", or any other together with " + option);
    }
}
