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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.DefaultExchangeHolder;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.SmsReport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One exchange for all that a receive brings. */
class BatchingTest extends AlicomMnsTestSupport {

    private final AtomicBoolean failing = new AtomicBoolean();
    private final List<Object> rejected = new CopyOnWriteArrayList<>();

    @Test
    void whatOneReceiveBringsIsOneExchangeAndIsDeletedTogether() {
        deliver(16);
        startBatching();

        awaitDeleted("SmsReport", 16);

        assertThat(arrived).hasSize(1);
        List<?> body = arrived.get(0).getIn().getBody(List.class);
        assertThat(body).hasSize(16).hasOnlyElementsOfType(SmsReport.class);
        assertThat(header(AlicomMnsConstants.MESSAGE_ID)).hasSize(16).doesNotHaveDuplicates();
        assertThat(header(AlicomMnsConstants.DEQUEUE_COUNT)).hasSize(16).containsOnly(1);
        assertThat(header(AlicomMnsConstants.RECEIPT_KEY)).hasSize(16).doesNotHaveDuplicates();
    }

    @Test
    void whenItFailsAllOfThemComeAgain() {
        failing.set(true);
        deliver(5);
        startBatching();
        await().until(() -> !errors.reports.isEmpty());
        assertThat(alicom.queue("SmsReport").invisible()).isEqualTo(5);
        failing.set(false);

        alicom.clock().advance(VISIBILITY);

        awaitDeleted("SmsReport", 5);
    }

    /** A step that takes the same time for one receipt as for sixteen. */
    @Test
    void batchesStayFullHoweverSlowTheRouteIs() {
        deliver(32);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("batching=true"))
                                .process(BatchingTest.this::arrive)
                                .delay(3_000)
                                .syncDelayed();
                    }
                });

        awaitArrivals(2);

        assertThat(arrived)
                .allSatisfy(batch -> assertThat(batch.getIn().getBody(List.class)).hasSize(16));
    }

    @Test
    void aBadReceiptIsRejectedAloneAndTheOthersArrive() {
        deliver(3);
        alicom.deliverRaw("SmsReport", "oops");
        deliver(3);
        startBatching();

        awaitDeleted("SmsReport", 7);

        List<?> body = arrived.get(0).getIn().getBody(List.class);
        assertThat(body).hasSize(6);
        assertThat(rejected).containsExactly("oops");
    }

    @Test
    void aBatchTravelsAndIsAJsonArray() throws Exception {
        // given
        deliver(3);
        startBatching();
        awaitDeleted("SmsReport", 3);
        Exchange batch = arrived.get(0);
        // when
        Exchange copy = new DefaultExchange(camel);
        DefaultExchangeHolder.unmarshal(
                copy, copyOf(DefaultExchangeHolder.marshal(batch, false, true)));
        // then
        assertThat(copy.getIn().getBody()).isEqualTo(batch.getIn().getBody());
        assertThat(copy.getIn().getHeaders()).isEqualTo(batch.getIn().getHeaders());
        assertThat(copy.getIn().getBody(String.class)).startsWith("[{").endsWith("}]");
        assertThat(copy.getIn().getBody(SmsReport[].class)).hasSize(3);
    }

    private static DefaultExchangeHolder copyOf(DefaultExchangeHolder holder) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(holder);
        return (DefaultExchangeHolder)
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    private List<Object> header(String name) {
        List<?> values = arrived.get(0).getIn().getHeader(name, List.class);
        return new ArrayList<>(values);
    }

    private void startBatching() {
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        onException(InvalidReceiptException.class)
                                .handled(true)
                                .process(e -> rejected.add(e.getIn().getBody()));
                        from(smsReports("batching=true"))
                                .process(BatchingTest.this::arrive)
                                .process(BatchingTest.this::failIfWanted);
                    }
                });
    }

    private void failIfWanted(Exchange exchange) {
        if (failing.get()) {
            throw new IllegalStateException("on purpose");
        }
    }
}
