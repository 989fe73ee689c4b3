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
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.http.Header;
import org.apache.http.auth.AuthState;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.impl.auth.BasicScheme;
import org.apache.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;

import com.aliyuncs.http.HttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

class ProxiedRequestsTest {

    @Test
    void aProxyThatAsksForADigestGetsOne() throws Exception {
        String challenge =
                "Proxy-Authenticate: Digest realm=\"r\", qop=\"auth\", nonce=\"n\", algorithm=MD5\r\n";
        AtomicInteger asked = new AtomicInteger();
        RawServer.Answer answer =
                out ->
                        (asked.getAndIncrement() == 0
                                        ? RawServer.reply("407 Who", challenge, "")
                                        : RawServer.reply("200 OK", "", "{}"))
                                .write(out);
        try (RawServer proxy = new RawServer(answer)) {
            HttpProxy known = new HttpProxy("127.0.0.1", proxy.endpoint().getPort(), "me", "pw");

            assertThat(
                            new RpcTransport(known)
                                    .send(new HttpRequest("http://mns.example.com/"))
                                    .status())
                    .isEqualTo(200);
            assertThat(proxy.requests()).isEqualTo(2);
        }
    }

    /** A native image may not have what copying it takes. */
    @Test
    void theSchemeIsNotCopiedThroughACache() {
        assertThat(ProxiedRequests.context(new HttpProxy("p", 1, "me", "pw")).getAuthCache())
                .isNull();
    }

    @Test
    void aPasswordMayHaveAnyLetters() throws Exception {
        HttpClientContext context =
                ProxiedRequests.context(new HttpProxy("p", 3128, "me", "p\u00e4ss\u5bc6"));
        AuthState state = context.getProxyAuthState();

        Header header =
                ((BasicScheme) state.getAuthScheme())
                        .authenticate(
                                state.getCredentials(),
                                new BasicHttpRequest("CONNECT", "a:443"),
                                context);

        byte[] expected = "me:p\u00e4ss\u5bc6".getBytes(StandardCharsets.UTF_8);
        assertThat(header.getName()).isEqualTo("Proxy-Authorization");
        assertThat(header.getValue())
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(expected));
    }
}
