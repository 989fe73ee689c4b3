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
package io.github.camelalicom.mns.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.camelalicom.mns.emulator.Receipts.receipt;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static io.github.camelalicom.mns.emulator.Receipts.voiceReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The emulator in a JUnit test. */
class AlicomEmulatorExtensionTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private static final int PORT = alicom.port();

    @RegisterExtension
    final AlicomEmulatorExtension own =
            AlicomEmulatorExtension.create(
                    emulator -> emulator.accountId("42").accessKey("k").secretKey("s"));

    @Test
    void givesTheUriOfAnEndpoint() {
        assertThat(alicom.uri("SmsUp", "waitTime=1s"))
                .isEqualTo(
                        "alicom-mns:SmsUp?queueName=Alicom-Queue-1000000000000001-SmsUp"
                                + "&accessKey=emulator&secretKey=RAW(emulator-secret)"
                                + "&tokenEndpoint=http://127.0.0.1:%1$d&mnsEndpoint=http://127.0.0.1:%1$d"
                                        .formatted(PORT)
                                + "&smsEndpoint=http://127.0.0.1:%1$d&voiceEndpoint=http://127.0.0.1:%1$d"
                                        .formatted(PORT)
                                + "&waitTime=1s");
        assertThat(alicom.uri("SmsUp", "")).isEqualTo(alicom.uri("SmsUp"));
    }

    @Test
    void delivers() {
        List<String> ids =
                alicom.deliver(
                        smsReport().failed("MK:0001"),
                        smsUp().content("TD"),
                        voiceReport().statusCode("200002"),
                        receipt("FlowReport").json("{\"a\":1}").with("b", null).without("a"));
        alicom.deliver(List.of(smsReport(), smsReport()));
        alicom.deliverRaw("SmsReport", "not base64", "0123");
        assertThat(ids).hasSize(4).doesNotHaveDuplicates();
        assertThat(alicom.queue("SmsReport").visible()).isEqualTo(4);
        assertThat(alicom.queue("SmsReport").messages())
                .last()
                .extracting("body")
                .isEqualTo("not base64");
        assertThat(alicom.queue("FlowReport").messages())
                .singleElement()
                .extracting("body")
                .isEqualTo("eyJiIjpudWxsfQ==");
        assertThat(alicom.queue("SmsReport"))
                .hasToString(alicom.queueName("SmsReport") + ": visible 4, invisible 0, deleted 0");
    }

    @Test
    void viewsAQueueByItsNameBeforeItExists() {
        QueueView view = alicom.queue("Alicom-Queue-7-SmsUp");
        assertThat(view.isEmpty()).isTrue();
        alicom.deliverTo("Alicom-Queue-7-SmsUp", smsUp());
        assertThat(view.visible()).isEqualTo(1);
    }

    @Test
    void startsEachTestWithNothing() {
        // in any order, no test sees data of another one
        assertThat(alicom.queue("SmsReport").isEmpty()).isTrue();
        assertThat(alicom.requests().all()).isEmpty();
        assertThat(alicom.faults().all()).isEmpty();
        assertThat(Duration.between(Instant.now(), alicom.clock().instant()).abs())
                .isLessThan(Duration.ofMinutes(1));
        alicom.deliver(smsReport());
        alicom.faults().add(Fault.dropBefore());
        alicom.clock().advance(Duration.ofDays(1));
    }

    @Test
    void stopsTheTimeUntilItIsAdvanced() {
        alicom.clock().freeze();
        Instant frozen = alicom.clock().instant();
        alicom.clock().advance(Duration.ofSeconds(5));
        assertThat(alicom.clock().instant()).isEqualTo(frozen.plusSeconds(5));
        assertThatThrownBy(() -> alicom.clock().advance(Duration.ofSeconds(-1)))
                .hasMessageContaining("allowed is 0 or more");
    }

    @Test
    void recordsRequestsWithoutSecrets() throws Exception {
        AliyunClients.token(own.emulator(), "SmsReport", own.queueName("SmsReport"));
        new RawMns(own.emulator())
                .header("x-acs-security-token", "secret")
                .get("/queues/" + own.queueName("SmsReport") + "/messages");
        RecordedRequest token = own.requests().ofKind(RequestKind.TOKEN).get(0);
        RecordedRequest receive = own.requests().ofKind(RequestKind.RECEIVE).get(0);
        assertThat(token.accessKeyId()).isEqualTo("k");
        assertThat(token.target()).contains("Signature=***");
        assertThat(receive.accessKeyId()).isEqualTo("k");
        assertThat(receive.status()).isEqualTo(404);
        assertThat(receive.errorCode()).isEqualTo("MessageNotExist");
        assertThat(receive.headers())
                .containsEntry("authorization", "***")
                .containsEntry("x-acs-security-token", "***");
        assertThat(own.requests().count()).isEqualTo(2);
        assertThat(own.queue("SmsReport").requests(RequestKind.RECEIVE)).isEqualTo(1);
    }

    @Test
    void refusesAnInvalidReceipt() {
        assertThatThrownBy(() -> smsReport().json("[1]")).hasMessageContaining("JSON object");
        assertThatThrownBy(() -> smsReport().json("{")).hasMessageContaining("not JSON");
    }

    /** Nested classes share the emulator of their enclosing class. */
    @Nested
    class InANestedClass {

        @Test
        void isTheSame() {
            assertThat(alicom.port()).isEqualTo(PORT);
            assertThat(own.port()).isNotEqualTo(PORT);
            assertThat(own.queueName("SmsReport")).isEqualTo("Alicom-Queue-42-SmsReport");
        }
    }
}
