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
package io.github.camelalicom.mns.quarkus.deployment;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.quarkus.core.devmode.NoShutdownStrategy;

import io.github.camelalicom.mns.receipt.SmsReport;

/**
 * A route that is in the middle of work when the application stops: what it has done waits to be
 * deleted, one receipt does not end, the others wait behind it.
 */
public class HeldRoutes extends RouteBuilder {

    static final String HOLD = "hold";

    /** Tells the test, in another process, that the route is there. */
    static final String SIGNAL = "HeldReport";

    static final String AS_IN_DEV_MODE = "held.as-in-dev-mode";

    @Override
    public void configure() {
        if (Boolean.getBoolean(AS_IN_DEV_MODE)) {
            getContext().setShutdownStrategy(new NoShutdownStrategy());
        }
        from("alicom-mns:SmsReport?deleteLinger=10s").process(this::work);
    }

    private void work(Exchange exchange) throws Exception {
        if (HOLD.equals(exchange.getMessage().getBody(SmsReport.class).bizId())) {
            signal();
            new CountDownLatch(1).await();
        }
    }

    private void signal() throws Exception {
        String emulator =
                getContext()
                        .resolvePropertyPlaceholders("{{camel.component.alicom-mns.mns-endpoint}}");
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(emulator + "/_emulator/receipts/" + SIGNAL))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }
}
