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

/**
 * The address of a service, and the proxy on the way there. Equal addresses share an HTTP client.
 *
 * @param endpoint scheme, host and port, in lower case and without the default port
 * @param proxy null when it is reached directly
 */
record ServiceAddress(URI endpoint, HttpProxy proxy) {

    static ServiceAddress of(URI endpoint, ProxySettings proxy) {
        return new ServiceAddress(normalized(endpoint), proxy.forEndpoint(endpoint).orElse(null));
    }

    private static URI normalized(URI endpoint) {
        int port = endpoint.getPort();
        String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        int defaultPort = "https".equals(scheme) ? 443 : 80;
        boolean isDefault = port < 0 || port == defaultPort;
        return URI.create(scheme + "://" + host + (isDefault ? "" : ":" + port));
    }

    boolean usesTls() {
        return "https".equals(endpoint.getScheme());
    }

    /** The host whose address must be known: with a proxy, the service's own need not be. */
    String hostToResolve() {
        return proxy == null ? endpoint.getHost() : proxy.host();
    }

    /** For messages. */
    @Override
    public String toString() {
        return proxy == null ? endpoint.toString() : endpoint + " through proxy " + proxy;
    }
}
