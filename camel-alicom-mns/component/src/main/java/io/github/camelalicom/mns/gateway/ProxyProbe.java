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

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

import com.aliyuncs.http.HttpRequest;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/** Checks whether a proxy lets requests through, for a diagnosis. */
public final class ProxyProbe {

    private ProxyProbe() {}

    /**
     * Sends a request without a key to a service behind a proxy.
     *
     * @return the time of the service; empty if its answer has no date
     * @throws MnsException why the service was not reached
     */
    public static Optional<Instant> reach(URI endpoint, ProxySettings proxy) {
        ServiceAddress address = ServiceAddress.of(endpoint, proxy);
        try {
            HttpRequest request = new HttpRequest(endpoint.toString());
            // some proxies close each connection without notice, and the next request would reuse
            // it
            request.putHeaderParameter("Connection", "close");
            RpcTransport.Answer answer = new RpcTransport(address.proxy()).send(request);
            if (answer.fromProxy() || isOfProxy(answer.status(), endpoint)) {
                String refused = ForeignAnswers.ofProxy(address.proxy(), answer.status(), endpoint);
                throw new MnsException(Kind.UNAVAILABLE, "HTTP " + answer.status(), refused);
            }
            return Optional.ofNullable(answer.serverTime());
        } catch (IOException e) {
            String why = NetworkFailures.explain(e, address.proxy());
            throw new MnsException(
                    Kind.UNAVAILABLE,
                    null,
                    "No answer from " + address + " (" + (why == null ? e : why) + ")");
        }
    }

    /**
     * Without TLS, the proxy itself answers for a service that it does not allow or cannot reach.
     */
    private static boolean isOfProxy(int status, URI endpoint) {
        return "http".equals(endpoint.getScheme()) && (status == 401 || status / 100 == 5);
    }
}
