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

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.Receipts;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The consumer's meters in a registry that Camel knows. */
class MetersTest extends AlicomMnsTestSupport {

    @RegisterExtension final LogCapture micrometer = new LogCapture("io.micrometer");

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void countAndTimeWhatFlows() {
        camel.getRegistry().bind("anyName", registry);
        deliver(3);
        startPlain("waitTime=1s");
        awaitDeleted("SmsReport", 3);

        await().until(() -> gauge("in.flight") == 0);

        assertThat(counter("received")).isEqualTo(3);
        assertThat(counter("deleted")).isEqualTo(3);
        assertThat(counter("redelivery.expected")).isZero();
        assertThat(counter("failed.deletes")).isZero();
        assertThat(counter("lapsed")).isZero();
        assertThat(gauge("receivers")).isEqualTo(1);
        assertThat(gauge("waiting")).isZero();
        assertThat(gauge("deletes.waiting")).isZero();
        assertThat(gauge("token.age")).isNotNegative();
        assertThat(gauge("token.left")).isPositive();
        assertThat(timer("receive.lag").count()).isEqualTo(3);
        assertThat(timer("lease.margin").count()).isEqualTo(3);
        assertThat(timer("lease.margin").max(MILLISECONDS)).isBetween(1.0, 30_000.0);
        assertThat(requests("requests", "token")).isEqualTo(1);
        assertThat(requests("requests", "receive")).isGreaterThanOrEqualTo(1);
        assertThat(requests("requests", "batchDelete") + requests("requests", "delete"))
                .isEqualTo(
                        alicom.queue("SmsReport").requests(RequestKind.BATCH_DELETE)
                                + alicom.queue("SmsReport").requests(RequestKind.DELETE));
    }

    @Test
    void countWhatFails() {
        camel.getRegistry().bind("anyName", registry);
        alicom.faults().add(Fault.status(503).on(RequestKind.BATCH_DELETE).times(2));
        alicom.faults().add(Fault.status(503).on(RequestKind.DELETE).times(2));
        deliver(2);
        startPlain("waitTime=1s&deleteLinger=200ms");
        awaitDeleted("SmsReport", 2);

        await().untilAsserted(() -> assertThat(counter("deleted")).isEqualTo(2));
        assertThat(counter("failed.deletes")).isPositive();
        assertThat(
                        requests("failed.requests", "batchDelete")
                                + requests("failed.requests", "delete"))
                .isPositive();
    }

    @Test
    void countARedeliveryAndNotItsAge() {
        camel.getRegistry().bind("anyName", registry);
        deliver(1);
        startPlain(
                "redeliveryDelay=1s",
                exchange -> {
                    if (arrived.size() == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                });
        awaitDeleted("SmsReport", 1);

        await().untilAsserted(() -> assertThat(counter("redelivered")).isEqualTo(1));
        assertThat(counter("left")).isEqualTo(1);
        assertThat(timer("receive.lag").count()).isEqualTo(1);
    }

    @Test
    void tellWhereTheyComeFrom() {
        camel.getRegistry().bind("anyName", registry);
        startPlain("waitTime=1s");

        assertThat(ours(registry))
                .isNotEmpty()
                .allSatisfy(
                        meter -> {
                            assertThat(meter.getId().getTag("camelContext"))
                                    .isEqualTo(camel.getName());
                            assertThat(meter.getId().getTag("role")).isEqualTo("consumer");
                            assertThat(meter.getId().getTag("routeId")).isEqualTo("plain");
                            assertThat(meter.getId().getTag("messageType")).isEqualTo("SmsReport");
                            assertThat(meter.getId().getTag("queue"))
                                    .isEqualTo(alicom.queueName("SmsReport"));
                        });
    }

    @Test
    void tellWhatTheyAreAndInWhichUnit() {
        camel.getRegistry().bind("anyName", registry);
        startPlain("waitTime=1s");

        assertThat(ours(registry))
                .filteredOn(meter -> !isOfATimer(meter))
                .hasSizeGreaterThan(15)
                .allSatisfy(
                        meter -> {
                            assertThat(meter.getId().getDescription()).isNotBlank();
                            assertThat(meter.getId().getBaseUnit()).isNotBlank();
                        });
        assertThat(timer("receive.lag").getId().getDescription()).isNotBlank();
        assertThat(timer("lease.margin").getId().getDescription()).isNotBlank();
    }

    /** Its unit is the registry's, and this registry makes a gauge of each bucket. */
    private static boolean isOfATimer(Meter meter) {
        return meter instanceof Timer || meter.getId().getName().endsWith(".histogram");
    }

    @Test
    void areRemovedWhenTheConsumerStopsAndComeAgainWithIt() throws Exception {
        camel.getRegistry().bind("anyName", registry);
        startPlain("waitTime=1s");
        int meters = ours(registry).size();
        assertThat(meters).isPositive();

        camel.getRouteController().stopRoute("plain");
        assertThat(ours(registry)).isEmpty();

        camel.getRouteController().startRoute("plain");
        assertThat(ours(registry)).hasSize(meters);
        deliver(1);
        await().until(() -> counter("received") == 1);
    }

    @Test
    void ofTwoRoutesOnOneQueueAreApart() throws Exception {
        camel.getRegistry().bind("anyName", registry);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("deleteBatchSize=1")).routeId("one").to("mock:one");
                        from(smsReports("deleteBatchSize=2")).routeId("two").to("mock:two");
                    }
                });

        camel.getRouteController().stopRoute("one");

        assertThat(ours(registry))
                .isNotEmpty()
                .allMatch(meter -> "two".equals(meter.getId().getTag("routeId")));
    }

    @Test
    void ofTwoListenersOnOneQueueAreTheirSum() throws Exception {
        camel.getRegistry().bind("anyName", registry);
        camel.getRegistry().bind("errors", errors);
        camel.start();
        Consumer first = listener("deleteBatchSize=1");
        int meters = ours(registry).size();
        Consumer second = listener("deleteBatchSize=2");
        await().until(() -> gauge("receivers") == 2);
        deliver(5);
        await().untilAsserted(() -> assertThat(counter("deleted")).isEqualTo(5));

        first.stop();

        assertThat(ours(registry)).hasSize(meters);
        assertThat(counter("deleted")).isEqualTo(5);
        assertThat(timer("lease.margin").count()).isEqualTo(5);
        assertThat(gauge("receivers")).isEqualTo(1);
        deliver(1);
        await().until(() -> counter("deleted") == 6);
        second.stop();
        assertThat(ours(registry)).isEmpty();
    }

    /** Its earlier figures stay in the sum, and come but once. */
    @Test
    void ofAListenerThatIsRestartedBesideAnotherCountDriftOnce() throws Exception {
        camel.getRegistry().bind("anyName", registry);
        camel.getRegistry().bind("errors", errors);
        camel.start();
        Consumer first = listener("waitTime=1s");
        alicom.deliver(Receipts.smsReport().with("new_field", "1"));
        await().until(() -> counter("schema.drift") == 1);
        Consumer second = listener("waitTime=1s");

        first.stop();
        first.start();

        assertThat(counter("schema.drift")).isEqualTo(1);
        second.stop();
        first.stop();
    }

    /** As a method with {@code @Consume} is called: without a route. */
    private Consumer listener(String options) throws Exception {
        Processor method =
                PluginHelper.getInternalProcessorFactory(camel)
                        .addUnitOfWorkProcessorAdvice(
                                camel, AsyncProcessorConverterHelper.convert(this::arrive), null);
        Consumer consumer = camel.getEndpoint(smsReports(options)).createConsumer(method);
        consumer.start();
        return consumer;
    }

    @Test
    void areRegisteredWithoutAWarning() {
        camel.getRegistry().bind("anyName", registry);
        startPlain("waitTime=1s");

        assertThat(ours(registry)).isNotEmpty();
        assertThat(micrometer.text()).doesNotContain("already registered");
    }

    @Test
    void stayWhenAContextOfTheSameNameStops() throws Exception {
        camel.getRegistry().bind("anyName", registry);
        startPlain("waitTime=1s");
        int meters = ours(registry).size();
        try (DefaultCamelContext second = new DefaultCamelContext()) {
            second.getCamelContextExtension().setName(camel.getName());
            second.getRegistry().bind("anyName", registry);
            second.addRoutes(plain());
            second.start();
        }

        assertThat(ours(registry)).hasSize(meters);
        deliver(1);
        await().until(() -> counter("received") == 1);
    }

    private static RouteBuilder plain() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(alicom.uri("SmsReport", "waitTime=1s")).routeId("plain").to("log:plain");
            }
        };
    }

    @Test
    void withoutTheTagThatTellsThemApartAreTheSum() throws Exception {
        registry.config().meterFilter(MeterFilter.ignoreTags("queue"));
        camel.getRegistry().bind("anyName", registry);
        camel.getRegistry().bind("errors", errors);
        camel.start();
        Producer deleting = producer(smsReports("operation=deleteMessage"));
        int meters = ours(registry).size();
        assertThat(meters).isPositive();
        Producer querying =
                producer(
                        "alicom-mns:SmsReport?accessKey=a&secretKey=b&smsEndpoint="
                                + alicom.endpoint());

        deleting.stop();

        assertThat(ours(registry)).hasSize(meters);
        querying.stop();
        assertThat(ours(registry)).isEmpty();
    }

    private Producer producer(String uri) throws Exception {
        Producer producer = camel.getEndpoint(uri).createProducer();
        producer.start();
        return producer;
    }

    @Test
    void goToTheRegistryThatCamelsOwnMetricsUse() {
        MeterRegistry camels = new SimpleMeterRegistry();
        camel.getRegistry().bind("other", registry);
        camel.getRegistry().bind("metricsRegistry", camels);
        startPlain("waitTime=1s");

        assertThat(ours(camels)).isNotEmpty();
        assertThat(ours(registry)).isEmpty();
    }

    @Test
    void ofSeveralRegistriesGoToTheCompositeOne() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        camel.getRegistry().bind("one", registry);
        camel.getRegistry().bind("composite", composite);
        startPlain("waitTime=1s");

        assertThat(ours(composite)).isNotEmpty();
    }

    @Test
    void aRegistryThatRefusesThemDoesNotKeepReceiptsFromFlowing() {
        registry.config()
                .meterFilter(
                        new MeterFilter() {
                            @Override
                            public Meter.Id map(Meter.Id id) {
                                if (id.getName().equals("alicom.mns.token.age")) {
                                    throw new IllegalStateException("on purpose");
                                }
                                return id;
                            }
                        });
        camel.getRegistry().bind("anyName", registry);
        deliver(1);
        startPlain("waitTime=1s");

        awaitDeleted("SmsReport", 1);
        assertThat(ours(registry)).isEmpty();
    }

    @Test
    void aRegistryThatKeepsThemDoesNotKeepTheConsumerFromStopping() throws Exception {
        registry.config()
                .onMeterRemoved(
                        meter -> {
                            throw new IllegalStateException("on purpose");
                        });
        camel.getRegistry().bind("anyName", registry);
        startPlain("waitTime=1s");

        camel.getRouteController().stopRoute("plain");

        await().untilAsserted(() -> assertThat(consumerThreads()).isEmpty());
    }

    @Test
    void withoutARegistryReceiptsFlowAllTheSame() {
        deliver(1);
        startPlain("waitTime=1s");

        awaitDeleted("SmsReport", 1);
    }

    private static List<Meter> ours(MeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("alicom.mns."))
                .toList();
    }

    private double counter(String name) {
        return registry.get("alicom.mns." + name).functionCounter().count();
    }

    private double requests(String name, String kind) {
        return registry.get("alicom.mns." + name).tag("kind", kind).functionCounter().count();
    }

    private double gauge(String name) {
        return registry.get("alicom.mns." + name).gauge().value();
    }

    private Timer timer(String name) {
        return registry.get("alicom.mns." + name).timer();
    }
}
