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

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.api.management.ManagedAttribute;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.monitor.ManagedAlicomMnsConsumerMBean;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The consumer's MBean as a JMX client sees it. */
class ManagementTest extends AlicomMnsTestSupport {

    @Test
    void showsWhatAConsumerIsDoingAndHasDone() throws Exception {
        startPlain("concurrentReceivers=3");
        deliver(3);
        awaitDeleted("SmsReport", 3);
        await().until(() -> number("MessagesInFlight") == 0);

        assertThat(attribute("MessageType")).isEqualTo("SmsReport");
        assertThat(attribute("QueueName")).isEqualTo(alicom.queueName("SmsReport"));
        assertThat(number("Receivers")).isEqualTo(1);
        assertThat(number("ConcurrentReceivers")).isEqualTo(3);
        assertThat(number("MessagesReceived")).isEqualTo(3);
        assertThat(number("MessagesDeleted")).isEqualTo(3);
        assertThat(number("LeaseMarginMinMillis")).isBetween(1L, VISIBILITY.toMillis());
        assertThat(number("RequestsSent")).isGreaterThanOrEqualTo(3);
        assertThat(operation("requestsSent", "token")).isEqualTo(1L);
        assertThat(number("TokenAgeSeconds")).isNotNegative();
        assertThat(number("TokenLeftSeconds")).isPositive();
        assertThat(attribute("LastError")).isEqualTo("");
        assertThat(number("LastErrorAgeSeconds")).isEqualTo(-1);
    }

    @Test
    void everyAttributeCanBeReadWhetherTheConsumerRunsOrNot() throws Exception {
        startPlain("waitTime=1s");
        ObjectName name = name();
        Set<String> ours =
                Set.copyOf(
                        Stream.of(ManagedAlicomMnsConsumerMBean.class.getMethods())
                                .filter(method -> method.getName().startsWith("get"))
                                .filter(m -> m.isAnnotationPresent(ManagedAttribute.class))
                                .map(method -> method.getName().substring(3))
                                .toList());

        assertThat(Stream.of(server().getMBeanInfo(name).getAttributes()))
                .extracting(MBeanAttributeInfo::getName)
                .containsAll(ours);
        for (String attribute : ours) {
            assertThat(server().getAttribute(name, attribute)).as(attribute).isNotNull();
        }
        ManagedAlicomMnsConsumerMBean stopped = consumer();
        camel.getRouteController().stopRoute("plain");
        assertThat(stopped.getMessagesReceived()).isZero();
        assertThat(stopped.getTokenAgeSeconds()).isEqualTo(-1);
        assertThat(stopped.getFailures()).isEmpty();
        assertThatThrownBy(() -> stopped.setConcurrentReceivers(2))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsWhatFails() throws Exception {
        alicom.faults().add(Fault.error("QueueNotExist", 404).on(RequestKind.RECEIVE).always());
        startPlain("errorBackoff=10ms&maxErrorBackoff=50ms");

        await().until(() -> attribute("Failures").toString().contains("does not exist"));

        assertThat(attribute("LastError").toString())
                .contains("does not exist")
                .containsPattern("\\(RequestId [0-9A-F]{24}\\)$");
        assertThat(number("RequestsFailed")).isPositive();
    }

    @Test
    void canBeSuspendedAndResumed() throws Exception {
        startPlain("waitTime=1s");
        awaitIdle("SmsReport");

        operation("suspend");

        assertThat(attribute("State")).isEqualTo("Suspended");
        assertThat(number("Receivers")).isZero();
        deliver(1);
        // what the poll under way brings is released
        await().until(() -> alicom.queue("SmsReport").visible() == 1);
        assertThat(arrived).isEmpty();
        operation("resume");
        awaitDeleted("SmsReport", 1);
    }

    @Test
    void theNumberOfReceiversCanBeChangedWhileMessagesFlow() throws Exception {
        alicom.faults()
                .add(Fault.delay(java.time.Duration.ofMillis(30)).on(RequestKind.RECEIVE).always());
        startPlain("concurrentReceivers=6&concurrentConsumers=20&maxInFlight=2000");
        Thread supply = inBackground(this::supply);
        await().until(() -> number("Receivers") > 1);

        setReceivers(1);
        await().until(() -> number("Receivers") == 1);
        assertThat(supply.isAlive()).as("there is work for more").isTrue();

        operation("addReceiver");
        assertThat(number("ConcurrentReceivers")).isEqualTo(2);
        await().until(() -> number("Receivers") == 2);
        operation("removeReceiver");
        assertThat(number("ConcurrentReceivers")).isEqualTo(1);
        enough = true;
        awaitEnd(supply);
    }

    @Test
    void noNumberOfReceiversOutOfRangeIsTaken() {
        startPlain("concurrentReceivers=1");

        assertThatThrownBy(() -> operation("removeReceiver"))
                .hasStackTraceContaining("concurrentReceivers");
        assertThatThrownBy(() -> setReceivers(65)).hasStackTraceContaining("concurrentReceivers");
        assertThat(consumer().getConcurrentReceivers()).isEqualTo(1);
    }

    private volatile boolean enough;

    /** Keeps the queue full until there was enough. */
    private Void supply() {
        while (!enough) {
            await().until(() -> enough || alicom.queue("SmsReport").visible() < 500);
            alicom.deliver(IntStream.range(0, 200).mapToObj(i -> smsReport()).toList());
        }
        return null;
    }

    private AlicomMnsConsumer consumer() {
        return (AlicomMnsConsumer) camel.getRoute("plain").getConsumer();
    }

    private MBeanServer server() {
        return camel.getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private ObjectName name() throws JMException {
        ObjectName pattern =
                new ObjectName(
                        "org.apache.camel:context="
                                + camel.getManagementName()
                                + ",type=consumers,*");
        return server().queryNames(pattern, null).iterator().next();
    }

    private Object attribute(String name) throws JMException {
        return server().getAttribute(name(), name);
    }

    private long number(String name) throws JMException {
        return ((Number) attribute(name)).longValue();
    }

    private void setReceivers(int most) throws JMException {
        server().setAttribute(name(), new Attribute("ConcurrentReceivers", most));
    }

    private Object operation(String operation, String... arguments) throws JMException {
        String[] signature =
                Stream.of(arguments).map(any -> "java.lang.String").toArray(String[]::new);
        return server().invoke(name(), operation, arguments, signature);
    }
}
