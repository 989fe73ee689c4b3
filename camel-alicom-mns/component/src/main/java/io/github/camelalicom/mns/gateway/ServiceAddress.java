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
 * Where a service is, and the way to it. Equal addresses share an HTTP client.
 *
 * @param url scheme, host and port, in lower case and with the port written out
 * @param proxy null when it is reached directly
 */
record ServiceAddress(String url, HttpProxy proxy) {

    static ServiceAddress of(URI endpoint, ProxySettings proxy) {
        return new ServiceAddress(url(endpoint), proxy.forEndpoint(endpoint).orElse(null));
    }

    private static String url(URI endpoint) {
        int port = endpoint.getPort();
        String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        int usual = "https".equals(scheme) ? 443 : 80;
        return scheme + "://" + host + ":" + (port < 0 ? usual : port);
    }

    /** The host whose address must be known: with a proxy, the service's own need not be. */
    String hostToResolve() {
        return proxy == null ? URI.create(url).getHost() : proxy.host();
    }

    @Override
    public String toString() {
        return proxy == null ? url : url + " through proxy " + proxy;
    }
}
