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

import java.time.Duration;

import org.apache.camel.ConsumerTemplate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

/** Against the dev service, which starts by itself since no account is configured. */
@QuarkusTest
class ReceiptsApplicationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String DELETED =
            "(?s).*alicom_mns_deleted_messages_total\\{[^}]*} [1-9].*";

    @Inject ConsumerTemplate template;

    @ConfigProperty(name = "camel.component.alicom-mns.mns-endpoint")
    String emulator;

    @ConfigProperty(name = "camel.component.alicom-mns.queueName")
    String queueName;

    @Test
    void listsAReceiptWithoutItsPhoneNumber() {
        send(
                """
                {"biz_id": "b-1", "success": true, "err_code": "DELIVERED",
                 "phone_number": "13900000001", "report_time": "2026-11-25 12:00:00"}""");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                when().get("/receipts")
                                        .then()
                                        .statusCode(200)
                                        .body("bizId", hasItem("b-1"))
                                        .body(not(containsString("13900000001"))));
    }

    @Test
    void isReadyWhileItReceives() {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                when().get("/q/health/ready")
                                        .then()
                                        .statusCode(200)
                                        .body("status", is("UP")));
    }

    @Test
    void isNotReadyButAliveWhileTheQueueRefuses() {
        given().body(
                        """
                        {"fault": "error", "code": "QueueNotExist", "status": 404,
                         "on": ["receive"], "times": 1000}""")
                .post(emulator + "/_emulator/faults")
                .then()
                .statusCode(201);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                when().get("/q/health/ready")
                                        .then()
                                        .statusCode(503)
                                        .body(containsString("SmsReport does not exist")));
        when().get("/q/health/live").then().statusCode(200);

        when().delete(emulator + "/_emulator/faults").then().statusCode(204);
        isReadyWhileItReceives();
    }

    @Test
    void showsWhoPollsAmongItsReadinessFromTheFirstPollOn() {
        String queue = "Alicom-Queue-1234567890-SmsUp";

        template.receiveNoWait("alicom-mns:SmsUp?queueName=" + queue);

        when().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("alicom-mns-polling"));
    }

    @Test
    void countsReceiptsInTheMetrics() {
        send("{\"biz_id\": \"b-2\", \"success\": false, \"err_code\": \"MK:0001\"}");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                when().get("/q/metrics")
                                        .then()
                                        .statusCode(200)
                                        .body(
                                                containsString(
                                                        "camel_exchanges_succeeded_total{camelContext=\"camel-1\",eventType=\"route\",kind=\"CamelRoute\",routeId=\"sms-reports\"} "))
                                        .body(matchesPattern(DELETED)));
    }

    // tag::send[]
    private void send(String receipt) {
        given().body(receipt)
                .queryParam("queueName", queueName)
                .post(emulator + "/_emulator/receipts/SmsReport")
                .then()
                .statusCode(201);
    }
    // end::send[]
}
