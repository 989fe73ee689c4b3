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
package io.github.camelalicom.mns.example.boot;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.internationalSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The application as it runs with an account, which the emulator is here. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ReceiptsInATableTest {

    private static final Duration LONG = ofSeconds(60);

    @RegisterExtension
    static AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(emulator -> emulator.visibility(ofSeconds(2)));

    @Autowired private JdbcClient database;

    @Value("${local.server.port}")
    private int port;

    private final QueueView queue = alicom.queue("SmsReport");

    @DynamicPropertySource
    static void account(DynamicPropertyRegistry properties) {
        properties.add("alicom.queue-name", () -> alicom.queueName("SmsReport"));
        properties.add("alicom.access-key", () -> alicom.emulator().accessKey());
        properties.add("alicom.secret-key", () -> alicom.emulator().secretKey());
        properties.add("alicom.token-endpoint", alicom::endpoint);
        properties.add("alicom.mns-endpoint", alicom::endpoint);
        properties.add("example.database", () -> "jdbc:h2:mem:test;MODE=PostgreSQL");
        properties.add("camel.component.alicom-mns.redelivery-delay", () -> "1s");
        properties.add("camel.component.alicom-mns.wait-time", () -> "1s");
        properties.add("camel.component.alicom-mns.max-error-backoff", () -> "1s");
    }

    @BeforeEach
    void emptyTheTables() {
        database.sql("delete from sms_receipt").update();
        database.sql("delete from rejected_message").update();
    }

    @Test
    void aReceiptBecomesARow() {
        // when
        alicom.deliver(smsReport().bizId("b-1").delivered());
        await().atMost(LONG).until(() -> queue.deleted() == 1);
        // then
        Map<String, Object> row = rows().get(0);
        assertThat(row)
                .containsEntry("BIZ_ID", "b-1")
                .containsEntry("SUCCESS", true)
                .containsEntry("ERR_CODE", "DELIVERED");
        assertThat(row.get("RECEIPT_KEY")).asString().startsWith("SmsReport-");
        assertThat(row.get("PHONE_NUMBER")).asString().matches("1\\d{10}");
        assertThat(row.get("REPORT_TIME")).isNotNull();
    }

    @Test
    void aReceiptOfTheInternationalSiteBecomesARow() {
        // when
        alicom.deliver(internationalSmsReport().messageId("m-1"));
        await().atMost(LONG).until(() -> queue.deleted() == 1);
        // then
        assertThat(rows().get(0)).containsEntry("BIZ_ID", "m-1").containsEntry("SUCCESS", true);
    }

    @Test
    void anEventThatWasSentTwiceIsOneRow() {
        // when
        var receipt = smsReport().bizId("b-1").delivered();
        alicom.deliver(receipt, receipt, smsReport().bizId("b-2").failed("MK:0001"));
        await().atMost(LONG).until(() -> queue.deleted() == 3);
        // then
        assertThat(rows()).extracting("BIZ_ID").containsExactly("b-1", "b-2");
    }

    @Test
    void aReceiptThatWasStoredAndNotDeletedIsOneRowAndDeletedInTheEnd() {
        // given
        for (RequestKind kind : List.of(RequestKind.DELETE, RequestKind.BATCH_DELETE)) {
            alicom.faults().add(Fault.error("MessageNotExist", 404).on(kind).times(1));
        }
        // when
        String id = alicom.deliver(smsReport().bizId("b-1").delivered()).get(0);
        await().atMost(LONG).until(() -> queue.deleted() == 1);
        // then
        assertThat(alicom.faults().fired()).isPositive();
        assertThat(queue.history(id).leases()).hasSizeGreaterThan(1);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void aDatabaseThatRefusesCostsNoReceipt() {
        // given
        database.sql("alter table sms_receipt rename to away").update();
        // when
        String id = alicom.deliver(smsReport().bizId("b-1").delivered()).get(0);
        await().atMost(LONG).until(() -> queue.history(id).leases().size() > 1);
        assertThat(queue.deleted()).isZero();
        database.sql("alter table away rename to sms_receipt").update();
        // then
        await().atMost(LONG).until(() -> queue.deleted() == 1);
        assertThat(rows()).hasSize(1);
    }

    @Test
    void whatIsNoReceiptIsKeptApart() {
        // when
        alicom.deliverRaw("SmsReport", "{\"biz_id\": \"cut o");
        await().atMost(LONG).until(() -> queue.deleted() == 1);
        // then
        assertThat(rows()).isEmpty();
        assertThat(database.sql("select body from rejected_message").query(String.class).single())
                .isEqualTo("{\"biz_id\": \"cut o");
    }

    @Test
    void aReceiptWithHardlyAFieldIsStoredToo() {
        // when
        alicom.deliverRaw("SmsReport", "{\"biz_id\": \"b-1\"}");
        await().atMost(LONG).until(() -> queue.deleted() == 1);
        // then
        assertThat(rows()).hasSize(1);
        assertThat(rows().get(0)).containsEntry("SUCCESS", null).containsEntry("ERR_CODE", null);
    }

    @Test
    void readinessKnowsOfTheConsumer() {
        // when
        await().atMost(LONG).until(() -> get("/actuator/health/readiness").contains("UP"));
        JsonNode health = json("/actuator/health/readiness");
        // then
        assertThat(health.at("/status").asText()).isEqualTo("UP");
        assertThat(health.at("/components/camelHealth/details/consumer:sms-reports").asText())
                .isEqualTo("UP");
    }

    @Test
    void readinessSaysWhatIsWrong() {
        // when
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE).always());
        // then
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(get("/actuator/health/readiness"))
                                        .contains("\"consumer:sms-reports\":\"DOWN\"")
                                        .contains("does not exist"));
        // and again well
        alicom.faults().clear();
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(get("/actuator/health/readiness"))
                                        .contains("\"consumer:sms-reports\":\"UP\""));
    }

    @Test
    void metricsAndThePageCountWhatCame() {
        // when
        alicom.deliver(smsReport().bizId("b-1").delivered());
        await().atMost(LONG).until(() -> queue.deleted() == 1);
        // then
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(
                                                json("/actuator/metrics/camel.exchanges.succeeded"
                                                                + "?tag=routeId:sms-reports")
                                                        .at("/measurements/0/value")
                                                        .asDouble())
                                        .isPositive());
        assertThat(json("/receipts").at("/0/bizId").asText()).isEqualTo("b-1");
        assertThat(get("/receipts")).doesNotContainPattern("(?<![0-9])1[0-9]{10}(?![0-9])");
    }

    private List<Map<String, Object>> rows() {
        return database.sql("select * from sms_receipt order by biz_id").query().listOfRows();
    }

    private String get(String path) {
        return RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(path)
                .exchange((request, answer) -> new String(answer.getBody().readAllBytes()));
    }

    private JsonNode json(String path) {
        return RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(path)
                .retrieve()
                .body(JsonNode.class);
    }
}
