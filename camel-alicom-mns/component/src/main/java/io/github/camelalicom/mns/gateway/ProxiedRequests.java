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

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.http.HttpHost;
import org.apache.http.auth.AUTH;
import org.apache.http.auth.AuthProtocolState;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.AuthState;
import org.apache.http.auth.Credentials;
import org.apache.http.auth.MalformedChallengeException;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.CredentialsProvider;
import org.apache.http.client.config.AuthSchemes;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.auth.BasicScheme;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.message.BasicHeader;

/** Sends a request through a proxy, with its user name and password from the first request on. */
final class ProxiedRequests {

    /** NTLM and Negotiate need more than a user name and a password. */
    private static final List<String> SCHEMES = List.of(AuthSchemes.DIGEST, AuthSchemes.BASIC);

    private ProxiedRequests() {}

    static RequestConfig.Builder configure(RequestConfig.Builder request, HttpProxy proxy) {
        return proxy == null
                ? request
                : request.setProxy(host(proxy)).setProxyPreferredAuthSchemes(SCHEMES);
    }

    /** The context of one request; a scheme keeps a state, so it is not shared. */
    static HttpClientContext context(HttpProxy proxy) {
        HttpClientContext context = HttpClientContext.create();
        if (proxy != null && proxy.username() != null) {
            Credentials credentials =
                    new UsernamePasswordCredentials(proxy.username(), proxy.password());
            CredentialsProvider provider = new BasicCredentialsProvider();
            provider.setCredentials(new AuthScope(host(proxy)), credentials);
            context.setCredentialsProvider(provider);
            context.setAttribute(HttpClientContext.PROXY_AUTH_STATE, asked(credentials));
        }
        return context;
    }

    /**
     * As if the proxy had asked already. The client's cache for this copies each scheme by
     * serialization, of which a native image knows nothing.
     */
    private static AuthState asked(Credentials credentials) {
        AuthState state = new AuthState();
        state.setState(AuthProtocolState.CHALLENGED);
        state.update(basic(), credentials);
        return state;
    }

    /** In UTF-8, where the client's default is ASCII. */
    private static BasicScheme basic() {
        BasicScheme scheme = new BasicScheme(StandardCharsets.UTF_8);
        try {
            scheme.processChallenge(
                    new BasicHeader(AUTH.PROXY_AUTH, AuthSchemes.BASIC + " realm=proxy"));
        } catch (MalformedChallengeException e) {
            throw new IllegalStateException(e);
        }
        return scheme;
    }

    private static HttpHost host(HttpProxy proxy) {
        return new HttpHost(proxy.host(), proxy.port(), "http");
    }
}
