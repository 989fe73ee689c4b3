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

import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.apache.camel.util.URISupport;

import io.github.camelalicom.mns.gateway.ProxySettings;
import io.github.camelalicom.mns.options.InvalidOptionException;
import io.github.camelalicom.mns.options.OptionChecks;

/** Validates the options that say where the services are, how to reach them, and with which key. */
final class AlicomMnsServices {

    /** A name, an IPv4 address, or an IPv6 address in brackets. */
    private static final Pattern PROXY_HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

    /** The services behind an endpoint, by the names that tracing shows. */
    enum Service {
        mns(AlicomMnsConfiguration::getMnsEndpoint, MnsRegion::mnsEndpoint),
        dysmsapi(AlicomMnsConfiguration::getSmsEndpoint, MnsRegion::smsEndpoint),
        dyvmsapi(AlicomMnsConfiguration::getVoiceEndpoint, MnsRegion::voiceEndpoint);

        private final Function<AlicomMnsConfiguration, String> option;
        private final BiFunction<MnsRegion, AlicomMnsNetwork, Optional<URI>> ofRegion;

        Service(
                Function<AlicomMnsConfiguration, String> option,
                BiFunction<MnsRegion, AlicomMnsNetwork, Optional<URI>> ofRegion) {
            this.option = option;
            this.ofRegion = ofRegion;
        }
    }

    private AlicomMnsServices() {}

    static URI tokenEndpoint(AlicomMnsConfiguration c) {
        return rpcEndpoint("tokenEndpoint", c.getTokenEndpoint(), c, MnsRegion::tokenEndpoint);
    }

    static URI mnsEndpoint(AlicomMnsConfiguration c) {
        return rpcEndpoint("mnsEndpoint", c.getMnsEndpoint(), c, MnsRegion::mnsEndpoint);
    }

    static ProxySettings proxy(AlicomMnsConfiguration c) {
        boolean host = OptionChecks.isSet(c.getProxyHost());
        boolean username = OptionChecks.isSet(c.getProxyUsername());
        checkTogether("proxyHost", host, "proxyPort", c.getProxyPort() != null);
        checkTogether(
                "proxyUsername",
                username,
                "proxyPassword",
                OptionChecks.isSet(c.getProxyPassword()));
        if (!host) {
            checkTogether("proxyHost", false, "proxyUsername", username);
            return new ProxySettings(null, 0, null, null, c.getNonProxyHosts());
        }
        return new ProxySettings(
                proxyHost(c.getProxyHost().strip()),
                OptionChecks.range("proxyPort", c.getProxyPort(), 1, 65_535),
                username ? c.getProxyUsername() : null,
                username ? c.getProxyPassword() : null,
                c.getNonProxyHosts());
    }

    /** A URL may hold a password, so a wrong value is not repeated. */
    private static String proxyHost(String host) {
        if (!PROXY_HOST.matcher(host).matches()) {
            throw new InvalidOptionException(
                    "ALICOM-105 Option proxyHost is not a host name or address, but must be one"
                            + " such as proxy.example.com, without scheme and port");
        }
        return host;
    }

    private static void checkTogether(
            String option, boolean isSet, String other, boolean otherIsSet) {
        if (isSet != otherIsSet) {
            throw new InvalidOptionException(
                    "ALICOM-102 Option "
                            + (isSet ? other : option)
                            + " is not set, but "
                            + (isSet ? option : other)
                            + " is: set both or neither");
        }
    }

    static URI smsEndpoint(AlicomMnsConfiguration c) {
        return rpcEndpoint("smsEndpoint", c.getSmsEndpoint(), c, MnsRegion::smsEndpoint);
    }

    static URI voiceEndpoint(AlicomMnsConfiguration c) {
        return rpcEndpoint("voiceEndpoint", c.getVoiceEndpoint(), c, MnsRegion::voiceEndpoint);
    }

    /** A consumer uses neither, but a wrong value is refused where it is set. */
    static void checkEndpointsOfQueries(AlicomMnsConfiguration c) {
        if (OptionChecks.isSet(c.getSmsEndpoint())) {
            smsEndpoint(c);
        }
        if (OptionChecks.isSet(c.getVoiceEndpoint())) {
            voiceEndpoint(c);
        }
    }

    static boolean hasQueue(AlicomMnsConfiguration c) {
        return OptionChecks.isSet(c.getQueueName());
    }

    /**
     * The service that an endpoint uses. The default operation is a query, so a queue name counts
     * unless the endpoint is known to query.
     *
     * @param receives whether the endpoint has a consumer
     * @param queries whether the endpoint has a producer that queries
     */
    static Service service(AlicomMnsConfiguration c, boolean receives, boolean queries) {
        if (receives) {
            return Service.mns;
        }
        return switch (c.getOperation()) {
            case querySendDetails -> hasQueue(c) && !queries ? Service.mns : Service.dysmsapi;
            case queryMessage -> Service.dysmsapi;
            case queryCallDetail -> Service.dyvmsapi;
            case deleteMessage, changeVisibility -> Service.mns;
        };
    }

    /** Where requests go, without validation; empty if the options do not determine it. */
    static Optional<String> url(Service service, AlicomMnsConfiguration c) {
        String url = service.option.apply(c);
        return OptionChecks.isSet(url)
                ? Optional.of(URISupport.sanitizeUri(url.strip()))
                : MnsRegion.of(c.getRegionId())
                        .flatMap(region -> service.ofRegion.apply(region, network(c)))
                        .map(URI::toString);
    }

    private static URI rpcEndpoint(
            String option,
            String url,
            AlicomMnsConfiguration c,
            BiFunction<MnsRegion, AlicomMnsNetwork, Optional<URI>> ofRegion) {
        URI endpoint = endpoint(option, url, c, ofRegion);
        if (!endpoint.getRawPath().isEmpty() && !"/".equals(endpoint.getRawPath())) {
            throw OptionChecks.wrong(
                    option,
                    url,
                    endpoint.getRawPath().startsWith("/queues/")
                            ? "a URL without a path; the name of the queue is the option queueName"
                            : "a URL without a path");
        }
        return endpoint;
    }

    private static URI endpoint(
            String option,
            String url,
            AlicomMnsConfiguration c,
            BiFunction<MnsRegion, AlicomMnsNetwork, Optional<URI>> ofRegion) {
        if (OptionChecks.isSet(url)) {
            return OptionChecks.url(
                    option,
                    url,
                    host -> c.isAllowInsecureEndpoints() || MnsRegion.isVpcHostOfMns(host));
        }
        return MnsRegion.of(c.getRegionId())
                .flatMap(region -> ofRegion.apply(region, network(c)))
                .orElseThrow(() -> noEndpoint(option, c));
    }

    private static AlicomMnsNetwork network(AlicomMnsConfiguration c) {
        return c.getNetwork() == null ? AlicomMnsNetwork.internet : c.getNetwork();
    }

    private static IllegalArgumentException noEndpoint(String option, AlicomMnsConfiguration c) {
        return MnsRegion.of(c.getRegionId()).isPresent()
                ? new InvalidOptionException(
                        "ALICOM-107 Option "
                                + option
                                + " is not set, but region "
                                + c.getRegionId()
                                + " has no default for it with network="
                                + network(c)
                                + ": set "
                                + option)
                : OptionChecks.wrong(
                        "regionId",
                        c.getRegionId(),
                        "one of " + MnsRegion.ids() + ", or any other together with " + option);
    }

    /** They come along when a value is copied, and the service takes them for a part of it. */
    private static void checkBlanks(String option, String value) {
        if (OptionChecks.isSet(value) && !value.equals(value.strip())) {
            throw new InvalidOptionException(
                    "ALICOM-104 Option " + option + " begins or ends with a blank: remove it");
        }
    }

    /** Messages name the options; their values are secret. */
    static void checkKeys(AlicomMnsConfiguration c) {
        boolean accessKey = OptionChecks.isSet(c.getAccessKey());
        checkTogether("accessKey", accessKey, "secretKey", OptionChecks.isSet(c.getSecretKey()));
        checkBlanks("accessKey", c.getAccessKey());
        checkBlanks("secretKey", c.getSecretKey());
        checkBlanks("sessionToken", c.getSessionToken());
        if (OptionChecks.isSet(c.getSessionToken()) && !accessKey) {
            throw new InvalidOptionException(
                    "ALICOM-106 Option sessionToken is set, but accessKey and secretKey are not:"
                            + " set all three, as STS returned them");
        }
    }
}
