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

/** What the answer of a proxy means that stands where the answer of the service should. */
final class ProxyFailures {

    private ProxyFailures() {}

    static String message(HttpProxy proxy, int status, String endpoint) {
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
}
