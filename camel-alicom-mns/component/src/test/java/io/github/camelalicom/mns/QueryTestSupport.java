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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.gateway.MnsException;

import static org.assertj.core.api.Assertions.assertThat;

/** An application whose producer asks the emulator for what the queue did not deliver. */
abstract class QueryTestSupport {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @RegisterExtension final LogCapture log = new LogCapture("io.github.camelalicom");

    final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of(Fault.error("Throttling.User", 400)),
                Arguments.of(Fault.error("isv.BUSINESS_LIMIT_CONTROL", 200)),
                Arguments.of(Fault.error("InternalError", 500)),
                Arguments.of(Fault.error("isp.SYSTEM_ERROR", 200)),
                Arguments.of(Fault.status(503)),
                Arguments.of(Fault.status(502, "text/html", "<html>proxy</html>")),
                Arguments.of(Fault.status(200, "text/html", "<html>portal</html>")),
                Arguments.of(Fault.dropBefore()),
                Arguments.of(Fault.dropAfter()));
    }

    /** Sends the exchange to a producer with these options. */
    Exchange ask(String options, Object body, Map<String, Object> headers) {
        camel.start();
        AlicomMnsEndpoint endpoint =
                camel.getEndpoint(alicom.uri("VoiceReport", options), AlicomMnsEndpoint.class);
        Exchange exchange = endpoint.createExchange();
        exchange.getIn().setBody(body);
        exchange.getIn().setHeaders(new HashMap<>(headers));
        try (var template = camel.createProducerTemplate()) {
            return template.send(endpoint, exchange);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T answer(Exchange exchange, Class<T> type) {
        assertThat(exchange.getException()).isNull();
        Object body = exchange.getMessage().getBody();
        assertThat(body).isInstanceOf(type);
        return type.cast(body);
    }

    static MnsException failure(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(MnsException.class);
        return (MnsException) exchange.getException();
    }

    static String stackTrace(Exchange exchange) {
        StringWriter text = new StringWriter();
        exchange.getException().printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
