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

import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Camel's tracing makes of a receipt, in OpenTelemetry. */
class SpansTest extends AlicomMnsTestSupport {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final SdkTracerProvider provider =
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();

    @AfterEach
    void closeProvider() {
        provider.close();
    }

    @Test
    void aReceiptIsASpanNamedAfterItsQueueWithItsMessageId() {
        trace();
        startPlain("waitTime=1s");
        alicom.deliver(smsReport());
        awaitArrivals(1);

        SpanData span = consumerSpan();

        assertThat(attribute(span, "messaging.destination.name"))
                .isEqualTo(alicom.queueName("SmsReport"));
        assertThat(attribute(span, "messaging.message.id"))
                .isEqualTo(arrived.get(0).getIn().getHeader(AlicomMnsConstants.MESSAGE_ID));
        assertThat(attribute(span, "component")).isEqualTo("camel-alicom-mns");
        assertThat(attribute(span, "server.protocol")).isEqualTo("mns");
        assertThat(attribute(span, "server.address")).startsWith("http://");
    }

    @Test
    void aBatchIsASpanWithoutAMessageId() {
        trace();
        startPlain("batching=true");
        alicom.deliver(smsReport(), smsReport());
        awaitArrivals(1);

        assertThat(attribute(consumerSpan(), "messaging.message.id")).isNull();
    }

    @Test
    void noKeyIsInASpan() {
        trace();
        startPlain("waitTime=1s");
        alicom.deliver(smsReport().phoneNumber("13987654321"));
        awaitArrivals(1);

        assertThat(consumerSpan().toString())
                .doesNotContain(alicom.secretKey(), alicom.accessKey(), "13987654321");
    }

    private void trace() {
        camel.getRegistry().bind("tracer", provider.get("test"));
        camel.getRegistry().bind("propagators", ContextPropagators.noop());
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        tracer.setCamelContext(camel);
        tracer.init(camel);
    }

    private SpanData consumerSpan() {
        String queue = alicom.queueName("SmsReport");
        List<SpanData> named =
                await().until(
                                () ->
                                        spans.getFinishedSpanItems().stream()
                                                .filter(span -> span.getName().equals(queue))
                                                .toList(),
                                found -> !found.isEmpty());
        return named.get(0);
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }
}
