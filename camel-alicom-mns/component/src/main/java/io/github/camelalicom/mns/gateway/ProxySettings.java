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
import java.util.Locale;
import java.util.Optional;

/**
 * The HTTP proxy that the options name; if they name none, the one of the process.
 *
 * @param host null when no option names a proxy
 * @param port of the proxy
 * @param username null when the proxy asks for none
 * @param password goes with the user name
 * @param nonProxyHosts hosts that are reached directly, or null
 */
public record ProxySettings(
        String host, int port, String username, String password, String nonProxyHosts) {

    /** No option is set. */
    public static final ProxySettings UNSET = new ProxySettings(null, 0, null, null, null);

    /**
     * The proxy on the way to a service.
     *
     * @throws IllegalArgumentException when the process was started with one that cannot be used
     */
    Optional<HttpProxy> forEndpoint(URI endpoint) {
        String target = endpoint.getHost().toLowerCase(Locale.ROOT);
        if (HostPatterns.wildcards(nonProxyHosts).test(target)) {
            return Optional.empty();
        }
        return host == null
                ? ProxyEnvironment.OF_PROCESS.forEndpoint(endpoint)
                : Optional.of(new HttpProxy(host, port, username, password));
    }

    /** The proxy on the way to a service as host and port, for messages. */
    public Optional<String> nameFor(URI endpoint) {
        return forEndpoint(endpoint).map(HttpProxy::toString);
    }

    /**
     * Whether all of these services can be reached as configured.
     *
     * @throws IllegalArgumentException when the process was started with a proxy that cannot be
     *     used
     */
    public ProxySettings check(URI... endpoints) {
        for (URI endpoint : endpoints) {
            forEndpoint(endpoint);
        }
        return this;
    }

    @Override
    public String toString() {
        return "ProxySettings[" + host + ":" + port + "]";
    }
}
