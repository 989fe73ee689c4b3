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

import java.util.List;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.github.camelalicom.mns.benchmark.stage.Samples;
import io.github.camelalicom.mns.consumer.Deliveries;
import io.github.camelalicom.mns.exchange.ReceiptRouter;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.receipt.ReceiptParser;

/**
 * From a message to the end of its exchange: receipt and headers, a route that does nothing, and
 * settlement.
 */
@State(Scope.Benchmark)
public class ExchangeStage {

    private final ReceivedMessage message = Samples.message();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private ReceiptRouter exchanges;

    @Setup
    public void start() throws Exception {
        AlicomMnsEndpoint endpoint =
                camel.getEndpoint(
                        "alicom-mns:SmsReport?queueName=Alicom-Queue-1-SmsReport"
                                + "&accessKey=benchmark&secretKey=benchmark",
                        AlicomMnsEndpoint.class);
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        // any consumer does: it is not its own messages that it gets
                        from("direct:receipts").routeId("receipts").process(exchange -> {});
                    }
                });
        camel.start();
        exchanges =
                new ReceiptRouter(
                        (DefaultConsumer) camel.getRoute("receipts").getConsumer(),
                        false,
                        endpoint.receiptMapper(new ReceiptParser()));
    }

    @Benchmark
    public void messageToSettled() throws Exception {
        exchanges.handle(List.of(Deliveries.of(message)));
    }

    @TearDown
    public void stop() {
        camel.stop();
    }
}
