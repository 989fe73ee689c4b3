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

/** Messages for answers that do not come from the service. */
final class ForeignAnswers {

    private ForeignAnswers() {}

    /** A proxy answered in place of the service. */
    static String ofProxy(HttpProxy proxy, int status, URI endpoint) {
        return "ALICOM-311 Proxy "
                + proxy
                + " did not connect to "
                + endpoint
                + " (HTTP "
                + status
                + "): "
                + remedy(proxy, status);
    }

    private static String remedy(HttpProxy proxy, int status) {
        if (status == 407 || status == 401) {
            return proxy.username() == null
                    ? "set proxyUsername and proxyPassword"
                    : "check proxyUsername and proxyPassword";
        }
        return status / 100 == 4
                ? "let the proxy's rules allow this host and port"
                : "check that the proxy can reach this host";
    }

    /**
     * An answer without a code of Alibaba Cloud: something else answers at that URL.
     *
     * @param location where it redirects to, or null; a redirect would carry the token to another
     *     host, so it is not followed
     */
    static String ofServer(ServiceAddress address, int status, String location) {
        String host = location == null ? null : host(location);
        return "ALICOM-310 The server at "
                + address
                + " is not the service: HTTP "
                + status
                + " without an error code of Alibaba Cloud"
                + (host == null ? "" : ", a redirect to " + host + " that is not followed")
                + "; check the endpoint and the proxy";
    }

    /** Only the host: the rest of a location may hold signed parameters. */
    private static String host(String location) {
        try {
            URI url = URI.create(location);
            return url.getHost() == null || url.getScheme() == null
                    ? url.getHost()
                    : url.getScheme() + "://" + url.getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
