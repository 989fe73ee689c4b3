package io.github.camelalicom.mns;
import java.time.Duration;
import java.util.*;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import io.github.camelalicom.mns.emulator.*;
import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.awaitility.Awaitility.await;
class TmpTest {
    @Test void x() throws Exception {
        try (AlicomEmulator alicom = AlicomEmulator.builder().visibility(Duration.ofSeconds(2)).assuming(Assumption.SLOW_ANSWERS_TO_DELETE).start();
             DefaultCamelContext camel = new DefaultCamelContext()) {
            List<String> seen = Collections.synchronizedList(new ArrayList<>());
            camel.addRoutes(new RouteBuilder() { public void configure() {
                from(alicom.uri("SmsReport", "waitTime=2s&visibilityTimeout=2s&redeliveryDelay=1s&concurrentConsumers=4")).process(e -> seen.add(e.getMessage().getHeader("CamelAlicomMnsMessageId", String.class))); }});
            camel.start();
            for (int i = 0; i < 3; i++) alicom.deliver(smsReport().bizId("b" + i));
            await().atMost(Duration.ofSeconds(60)).until(() -> alicom.queue("SmsReport").deleted() == 3);
            System.out.println("SEEN " + seen);
            alicom.queue("SmsReport").history().forEach(h -> System.out.println("HIST " + h.messageId() + " " + h));
            alicom.requests().recent().forEach(r -> System.out.println("REQ " + r));
        }
    }
}
