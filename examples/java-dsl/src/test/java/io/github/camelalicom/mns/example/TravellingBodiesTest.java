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
package io.github.camelalicom.mns.example;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptList;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.sentMessage;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Bodies in a database, in JSON and in files. The guide quotes it. */
class TravellingBodiesTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final CamelContext camel = new DefaultCamelContext();
    private final List<Object> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void aPersistentAggregationKeepsTenOfTen() throws Exception {
        // given
        DataSource database =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
        try (Connection keptOpen = database.getConnection()) {
            createTables(keptOpen);
            run(aggregation(database));
            List<String> ids = IntStream.range(0, 10).mapToObj(i -> "b-" + i).toList();
            // when
            alicom.deliver(ids.stream().map(id -> smsReport().bizId(id).delivered()).toList());
            // then
            await().atMost(Duration.ofSeconds(30)).until(() -> seen.size() == 1);
            List<?> receipts = (List<?>) seen.get(0);
            assertThat(receipts)
                    .hasOnlyElementsOfType(SmsReport.class)
                    .extracting(receipt -> ((SmsReport) receipt).bizId())
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    private RouteBuilder aggregation(DataSource database) {
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
        return new RouteBuilder() {
            @Override
            public void configure() {
                // tag::repository[]
                JdbcAggregationRepository repository =
                        new JdbcAggregationRepository(transactions, "aggregation", database);
                repository.setAllowSerializedHeaders(true);
                repository.setDeserializationFilter(
                        "io.github.camelalicom.mns.**;java.**;org.apache.camel.**;!*");
                // end::repository[]
                from(alicom.uri("SmsReport", "waitTime=1s"))
                        .aggregate(constant("all"), TravellingBodiesTest.collecting())
                        .aggregationRepository(repository)
                        .completionSize(10)
                        .process(exchange -> seen.add(exchange.getMessage().getBody()));
            }
        };
    }

    private static AggregationStrategy collecting() {
        return (older, newer) -> {
            List<Object> receipts = new ArrayList<>();
            if (older != null) {
                receipts.addAll(older.getMessage().getBody(List.class));
            }
            receipts.add(newer.getMessage().getBody());
            Exchange result = older == null ? newer : older;
            result.getMessage().setBody(receipts);
            return result;
        };
    }

    private static void createTables(Connection connection) throws Exception {
        String columns = "(id varchar(255) primary key, exchange blob, version bigint)";
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table aggregation " + columns);
            statement.execute("create table aggregation_completed " + columns);
        }
    }

    @Test
    void jacksonReadsWhatItWrote() throws Exception {
        // given
        run(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        // tag::jackson[]
                        from("direct:store").marshal().json();
                        from("direct:load").unmarshal().json(SmsReport.class);
                        from("direct:pushed").unmarshal().json(SmsReport[].class);
                        // end::jackson[]
                        from(alicom.uri("SmsReport", "waitTime=1s"))
                                .process(exchange -> seen.add(exchange.getMessage().getBody()));
                    }
                });
        alicom.deliver(smsReport().with("price", 0.045).delivered());
        await().until(() -> seen.size() == 1);
        Object receipt = seen.get(0);
        // then
        String json = request("direct:store", receipt, String.class);
        assertThat(request("direct:load", json, Object.class)).isEqualTo(receipt);
        assertThat(request("direct:pushed", "[" + json + "," + json + "]", SmsReport[].class))
                .containsExactly((SmsReport) receipt, (SmsReport) receipt);
    }

    @Test
    void sendDetailsAreAJsonArray() throws Exception {
        // given
        run(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:detail").marshal().json();
                        from("direct:read").unmarshal().json(SendDetail[].class);
                        from("direct:ask")
                                .to(alicom.uri("SmsReport", "operation=querySendDetails"));
                    }
                });
        alicom.sendDetails().add(sentMessage("13900001234").bizId("b-1").delivered());
        // when
        List<?> details =
                camel.createFluentProducerTemplate()
                        .to("direct:ask")
                        .withHeader(AlicomMnsConstants.PHONE_NUMBER, "13900001234")
                        .withHeader(AlicomMnsConstants.SEND_DATE, alicom.clock().instant())
                        .request(List.class);
        // then
        String json = request("direct:detail", details, String.class);
        assertThat(json).startsWith("[{").contains("13900001234");
        assertThat(request("direct:read", json, SendDetail[].class)).isEqualTo(details.toArray());
    }

    @Test
    void aBatchIsSplitByJsonPath() throws Exception {
        // given
        alicom.deliver(
                Stream.of("b-1", "b-2").map(id -> smsReport().bizId(id).delivered()).toList());
        // when
        run(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        // tag::jsonpath[]
                        from(alicom.uri("SmsReport", "batching=true"))
                                .convertBodyTo(String.class)
                                .split()
                                .jsonpath("$[*].biz_id")
                                // end::jsonpath[]
                                .process(exchange -> seen.add(exchange.getMessage().getBody()));
                    }
                });
        // then
        await().atMost(Duration.ofSeconds(30)).until(() -> seen.size() == 2);
        assertThat(seen).containsExactlyInAnyOrder("b-1", "b-2");
    }

    /** What an application receives that has configured HTTP push in place of the queue. */
    @Test
    void anArrayThatIsPushedBecomesReceipts() throws Exception {
        // given
        run(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        // tag::pushed[]
                        from("direct:http")
                                .setHeader("CamelAlicomMnsMessageType", constant("SmsReport"))
                                .convertBodyTo(ReceiptList.class)
                                .split(body())
                                .to("direct:receipt");
                        // end::pushed[]
                        from("direct:receipt")
                                .process(
                                        exchange ->
                                                seen.add(
                                                        exchange.getMessage()
                                                                .getBody(Receipt.class)
                                                                .key()));
                    }
                });
        // when
        camel.createProducerTemplate()
                .sendBody("direct:http", "[{\"biz_id\":\"b-1\"}, {\"biz_id\":\"b-2\"}]");
        // then
        assertThat(seen).hasSize(2).doesNotHaveDuplicates();
    }

    private <T> T request(String endpoint, Object body, Class<T> type) {
        return camel.createProducerTemplate().requestBody(endpoint, body, type);
    }

    private void run(RouteBuilder routes) throws Exception {
        camel.addRoutes(routes);
        camel.start();
    }
}
