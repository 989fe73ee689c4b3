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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.RecordedRequest;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.receipt.SmsReport;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Two accounts in one application. Both use the same hosts, as two accounts of a site do, so that
 * they share the HTTP client, and neither the key, the token nor what operators see.
 */
class AccountsTest {

    private static final String SHOP = "2000000000000002";
    private static final String SHOP_QUEUE = "Alicom-Queue-" + SHOP + "-SmsReport";
    private static final String SHOP_KEY = "LTAI-of-the-shop";
    private static final String SHOP_SECRET = "secret-of-the-shop";

    @RegisterExtension
    static final AlicomEmulatorExtension alicom =
            AlicomEmulatorExtension.create(
                    emulator -> emulator.account(SHOP_KEY, SHOP_SECRET, SHOP));

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> ofBank = new CopyOnWriteArrayList<>();
    private final List<String> ofShop = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void aComponentForEachAccountReceivesFromItsOwnQueue() throws Exception {
        camel.addComponent("bank-sms", component(alicom.accessKey(), alicom.secretKey()));
        camel.addComponent("shop-sms", component(SHOP_KEY, SHOP_SECRET));

        start(
                "bank-sms:SmsReport?queueName=" + bankQueue(),
                "shop-sms:SmsReport?queueName=" + SHOP_QUEUE);

        assertEachReceivesItsOwn();
    }

    @Test
    void keysOfTheEndpointsSeparateTheAccountsOfOneComponent() throws Exception {
        start(ofEndpoint(bankQueue(), alicom.accessKey(), alicom.secretKey()), ofShop(SHOP_SECRET));

        assertEachReceivesItsOwn();
    }

    /** Each with its own key and its own token, and no request refused. */
    private void assertEachReceivesItsOwn() {
        deliverToBoth();
        await().until(() -> ofBank.size() == 1 && ofShop.size() == 1);
        await().until(() -> deleted(bankQueue()) == 1 && deleted(SHOP_QUEUE) == 1);

        assertThat(ofBank).containsExactly("of the bank");
        assertThat(ofShop).containsExactly("of the shop");
        assertThat(keysOf(RequestKind.TOKEN, bankQueue())).containsExactly(alicom.accessKey());
        assertThat(keysOf(RequestKind.TOKEN, SHOP_QUEUE)).containsExactly(SHOP_KEY);
        assertThat(keysOf(RequestKind.RECEIVE, bankQueue()))
                .doesNotContainAnyElementsOf(keysOf(RequestKind.RECEIVE, SHOP_QUEUE));
        assertThat(alicom.requests().matching(request -> request.status() == 403)).isEmpty();
    }

    @Test
    void tokensDoNotMixWhenThoseOfOneAccountEnd() throws Exception {
        start(ofEndpoint(bankQueue(), alicom.accessKey(), alicom.secretKey()), ofShop(SHOP_SECRET));
        deliverToBoth();
        await().until(() -> deleted(bankQueue()) == 1 && deleted(SHOP_QUEUE) == 1);

        alicom.expireTokens();
        deliverToBoth();

        await().until(() -> deleted(bankQueue()) == 2 && deleted(SHOP_QUEUE) == 2);
        assertThat(ofBank).containsOnly("of the bank");
        assertThat(ofShop).containsOnly("of the shop");
        assertThat(keysOf(RequestKind.TOKEN, bankQueue())).containsExactly(alicom.accessKey());
        assertThat(keysOf(RequestKind.TOKEN, SHOP_QUEUE)).containsExactly(SHOP_KEY);
    }

    @Test
    void aWrongKeyOfOneAccountIsToldOfThatAccountAlone() throws Exception {
        start(ofEndpoint(bankQueue(), alicom.accessKey(), alicom.secretKey()), ofShop("wrong"));
        alicom.deliverTo(bankQueue(), smsReport().bizId("of the bank"));
        await().until(() -> deleted(bankQueue()) == 1);

        await().untilAsserted(() -> assertThat(state("shop")).isEqualTo(State.DOWN));

        assertThat(state("bank")).isEqualTo(State.UP);
        assertThat(failures(bankQueue())).isEmpty();
        assertThat(failures(SHOP_QUEUE))
                .singleElement()
                .asString()
                .contains(SHOP_QUEUE, "check accessKey and secretKey")
                .doesNotContain(SHOP_KEY);
        assertThat(alicom.requests().matching(request -> request.queue().equals(SHOP_QUEUE)))
                .allMatch(request -> request.kind() == RequestKind.TOKEN);
    }

    @Test
    void theKeyOfAnotherAccountDoesNotOpenTheQueue() throws Exception {
        start(
                ofEndpoint(bankQueue(), alicom.accessKey(), alicom.secretKey()),
                ofEndpoint(SHOP_QUEUE, alicom.accessKey(), alicom.secretKey()));
        deliverToBoth();
        await().until(() -> deleted(bankQueue()) == 1);

        await().untilAsserted(() -> assertThat(state("shop")).isEqualTo(State.DOWN));

        assertThat(failures(SHOP_QUEUE)).singleElement().asString().contains("MNS refused access");
        assertThat(state("bank")).isEqualTo(State.UP);
        assertThat(ofShop).isEmpty();
    }

    private AlicomMnsComponent component(String accessKey, String secretKey) {
        AlicomMnsComponent component = new AlicomMnsComponent();
        AlicomMnsConfiguration configuration = component.getConfiguration();
        configuration.setAccessKey(accessKey);
        configuration.setSecretKey(secretKey);
        configuration.setTokenEndpoint(alicom.endpoint());
        configuration.setMnsEndpoint(alicom.endpoint());
        configuration.setWaitTime(Duration.ofSeconds(1));
        return component;
    }

    private static String ofShop(String secretKey) {
        return ofEndpoint(SHOP_QUEUE, SHOP_KEY, secretKey);
    }

    private static String ofEndpoint(String queueName, String accessKey, String secretKey) {
        return "alicom-mns:SmsReport?waitTime=1s&errorBackoff=10ms&maxErrorBackoff=50ms&queueName="
                + queueName
                + "&accessKey="
                + accessKey
                + "&secretKey=RAW("
                + secretKey
                + ")&tokenEndpoint="
                + alicom.endpoint()
                + "&mnsEndpoint="
                + alicom.endpoint();
    }

    private static String bankQueue() {
        return alicom.queueName("SmsReport");
    }

    private void start(String bank, String shop) throws Exception {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        registry.register(registry.resolveById("consumers"));
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(bank).routeId("bank").process(e -> ofBank.add(bizId(e)));
                        from(shop).routeId("shop").process(e -> ofShop.add(bizId(e)));
                    }
                });
        camel.start();
    }

    private static String bizId(Exchange exchange) {
        return exchange.getMessage().getBody(SmsReport.class).bizId();
    }

    private static void deliverToBoth() {
        alicom.deliverTo(bankQueue(), smsReport().bizId("of the bank"));
        alicom.deliverTo(SHOP_QUEUE, smsReport().bizId("of the shop"));
    }

    private static long deleted(String queueName) {
        return alicom.queue(queueName).deleted();
    }

    private static Set<String> keysOf(RequestKind kind, String queueName) {
        return alicom
                .requests()
                .matching(one -> one.kind() == kind && one.queue().equals(queueName))
                .stream()
                .map(RecordedRequest::accessKeyId)
                .collect(Collectors.toSet());
    }

    private State state(String routeId) {
        return HealthCheckHelper.invokeReadiness(camel, "full").stream()
                .filter(result -> result.getCheck().getId().equals("consumer:" + routeId))
                .findFirst()
                .map(HealthCheck.Result::getState)
                .orElse(State.UNKNOWN);
    }

    private List<Object> failures(String queueName) {
        JsonObject console =
                (JsonObject)
                        camel.getCamelContextExtension()
                                .getContextPlugin(DevConsoleRegistry.class)
                                .resolveById("alicom-mns")
                                .call(MediaType.JSON);
        return ((JsonArray) console.get("consumers"))
                .stream()
                        .map(one -> (Map<?, ?>) one)
                        .filter(one -> queueName.equals(one.get("queueName")))
                        .flatMap(one -> ((JsonArray) one.get("failures")).stream())
                        .toList();
    }
}
