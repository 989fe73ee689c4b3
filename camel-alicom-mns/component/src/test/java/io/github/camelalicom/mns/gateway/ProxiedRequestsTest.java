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
import java.util.Base64;

import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.Credentials;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.auth.BasicScheme;
import org.apache.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProxiedRequestsTest {

    @Test
    void aPasswordMayHaveAnyLetters() throws Exception {
        HttpHost host = new HttpHost("p", 3128, "http");
        HttpClientContext context =
                ProxiedRequests.context(new HttpProxy("p", 3128, "me", "p\u00e4ss\u5bc6"));
        BasicScheme scheme = (BasicScheme) context.getAuthCache().get(host);
        Credentials credentials =
                context.getCredentialsProvider().getCredentials(new AuthScope(host));

        Header header =
                scheme.authenticate(credentials, new BasicHttpRequest("CONNECT", "a:443"), context);

        byte[] expected = "me:p\u00e4ss\u5bc6".getBytes(StandardCharsets.UTF_8);
        assertThat(header.getName()).isEqualTo("Proxy-Authorization");
        assertThat(header.getValue())
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(expected));
    }
}
