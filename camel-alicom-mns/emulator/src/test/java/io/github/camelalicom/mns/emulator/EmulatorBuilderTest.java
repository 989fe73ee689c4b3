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
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import static io.github.camelalicom.mns.emulator.Receipts.receipt;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The settings of an emulator. */
class EmulatorBuilderTest {

    @Test
    void namesTheSettingTheValueAndWhatIsAllowed() {
        assertRefused(b -> b.port(70_000), "port: 70000 is out of range; allowed is 0 to 65535");
        assertRefused(b -> b.host(" "), "host:   is out of range; allowed is a name or an address");
        assertRefused(
                b -> b.accessKey("a:b"),
                "accessKey: a:b is out of range; allowed is letters, digits, and . _ -");
        assertRefused(
                b -> b.account("a b", "secret", "2"),
                "accessKey: a b is out of range; allowed is letters, digits, and . _ -");
        assertRefused(
                b -> b.tokenLifetime(Duration.ofSeconds(Long.MAX_VALUE)),
                "tokenLifetime: PT2562047788015215H30M7S is out of range; allowed is 1ms to 8760h");
        assertRefused(
                b -> b.tokenLifetime(Duration.ZERO),
                "tokenLifetime: PT0S is out of range; allowed is 1ms to 8760h");
        assertRefused(
                b -> b.latency(Duration.ofSeconds(Long.MAX_VALUE)),
                "latency: PT2562047788015215H30M7S is out of range; allowed is 0 to 12h");
        assertRefused(
                b -> b.visibility(Duration.ofMillis(999)),
                "visibility: PT0.999S is out of range; allowed is 1s to 12h");
    }

    private static void assertRefused(Consumer<EmulatorBuilder> setting, String words) {
        assertThatThrownBy(() -> setting.accept(AlicomEmulator.builder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(words);
    }

    @Test
    void refusesTwoAccountsWithOneKey() {
        EmulatorBuilder builder =
                AlicomEmulator.builder().account("k", "s", "2").accessKey("k").secretKey("t");
        assertThatThrownBy(builder::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account: two accounts have the accessKey k; each needs its own");
    }

    @Test
    void opensTheQueuesOfAnAccountToEachOfItsKeys() {
        String main = "1000000000000001";
        try (AlicomEmulator two =
                AlicomEmulator.builder().account("second", "secret", main).start()) {
            two.deliver(smsReport(), smsReport());
            String target = "/queues/" + two.queueName("SmsReport") + "/messages";
            assertThat(new RawMns(two).get(target).statusCode()).isEqualTo(200);
            assertThat(new RawMns(two, "second", "secret").get(target).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void doesNotChangeAnEmulatorThatIsRunning() {
        EmulatorBuilder builder = AlicomEmulator.builder().accessKey("first").accountId("1");
        try (AlicomEmulator first = builder.start();
                AlicomEmulator second =
                        builder.accessKey("second")
                                .accountId("2")
                                .account("third", "secret", "1")
                                .start()) {
            assertThat(first.uri("SmsReport"))
                    .startsWith("alicom-mns:SmsReport?queueName=Alicom-Queue-1-SmsReport")
                    .contains("accessKey=first");
            first.deliver(smsReport());
            String target = "/queues/" + first.queueName("SmsReport") + "/messages";
            assertThat(new RawMns(first).get(target).statusCode()).isEqualTo(200);
            assertThat(second.accessKey()).isEqualTo("second");
        }
    }

    @Test
    void hasAnAddressForEachHost() {
        try (AlicomEmulator any = AlicomEmulator.builder().host("0.0.0.0").start()) {
            assertThat(any.endpoint()).isEqualTo("http://127.0.0.1:" + any.port());
        }
        assertThat(AlicomEmulator.builder().host("[::1]").reachableHost()).isEqualTo("[::1]");
        assertThat(AlicomEmulator.builder().host("::1").reachableHost()).isEqualTo("[::1]");
        assertThat(AlicomEmulator.builder().host("[::]").reachableHost()).isEqualTo("127.0.0.1");
        assertThat(AlicomEmulator.builder().host("0:0:0:0:0:0:0:0").reachableHost())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void refusesAReceiptWhoseQueueCannotExist() {
        try (AlicomEmulator alicom = AlicomEmulator.start()) {
            assertThatThrownBy(() -> alicom.deliver(receipt("Sms Report")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "queueName: \"Alicom-Queue-1000000000000001-Sms Report\" is not 1 to"
                                    + " 120 letters, digits and hyphens");
            assertThatThrownBy(() -> alicom.deliverTo("", smsReport()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> alicom.deliverRaw("a/b", "x"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
