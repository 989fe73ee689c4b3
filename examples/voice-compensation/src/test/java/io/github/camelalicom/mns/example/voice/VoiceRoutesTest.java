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
package io.github.camelalicom.mns.example.voice;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.PlacedCall;
import io.github.camelalicom.mns.emulator.Receipts;
import io.github.camelalicom.mns.emulator.RequestKind;

import static io.github.camelalicom.mns.emulator.Receipts.placedCall;
import static io.github.camelalicom.mns.emulator.Receipts.voiceReport;
import static org.assertj.core.api.Assertions.assertThat;

/** A receipt that is missing is queried, and receipt and answer together give one outcome. */
class VoiceRoutesTest {

    private static final String ID = "c-1";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final Main main = new Main();
    private DataSource database;

    @BeforeEach
    void start() throws Exception {
        database = Database.open("jdbc:h2:mem:test;DB_CLOSE_DELAY=-1");
        execute("delete from voice_call");
        main.bind("dataSource", database);
        Map.of(
                        "alicom.queue-name", alicom.queueName("VoiceReport"),
                        "alicom.access-key", alicom.accessKey(),
                        "alicom.secret-key", alicom.secretKey(),
                        "alicom.token-endpoint", alicom.endpoint(),
                        "alicom.mns-endpoint", alicom.endpoint(),
                        "alicom.voice-endpoint", alicom.endpoint(),
                        "compensation.period", "200")
                .forEach(main::addOverrideProperty);
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void aReceiptThatArrivesIsNotQueried() throws Exception {
        place(ID);
        alicom.deliver(report(ID));
        awaitState(ID, "ANSWERED by RECEIPT");

        becomeDue();

        assertQueries(0);
    }

    @Test
    void aReceiptThatIsLostIsQueried() throws Exception {
        alicom.callDetails().loseReceiptsOf(ID);
        place(ID);
        alicom.deliver(report(ID).failed("200002"));

        becomeDue();

        awaitState(ID, "NOT_ANSWERED by COMPENSATION");
        assertQueries(1);
    }

    @Test
    void aReceiptAfterTheAnswerChangesNothing() throws Exception {
        place(ID);
        alicom.callDetails().add(placedCall(ID).failed("200003"));
        becomeDue();
        awaitState(ID, "NOT_ANSWERED by COMPENSATION");

        alicom.deliver(report(ID));
        within().until(() -> alicom.queue("VoiceReport").deleted() == 1);

        assertThat(state(ID)).isEqualTo("NOT_ANSWERED by COMPENSATION");
    }

    @Test
    void aCallThatTheServiceDoesNotHaveYetIsQueriedAgainLater() throws Exception {
        place(ID);
        becomeDue();
        assertQueries(1);
        assertThat(state(ID)).isEqualTo("PLACED");

        alicom.callDetails().add(placedCall(ID));
        becomeDue();

        awaitState(ID, "ANSWERED by COMPENSATION");
    }

    /** Its times are empty, so they cannot say that it is over. */
    @Test
    void aCallThatWasNotAnsweredIsOver() throws Exception {
        place(ID);

        alicom.deliver(report(ID).failed("200002"));

        awaitState(ID, "NOT_ANSWERED by RECEIPT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200101", "200102", "200103", "200201", "300000"})
    void aCallThatIsNotOverHasNoOutcome(String underWay) throws Exception {
        place(ID);
        alicom.deliver(report(ID).statusCode(underWay));
        within().until(() -> alicom.queue("VoiceReport").deleted() == 1);
        within().until(() -> camel().getInflightRepository().size() == 0);

        assertThat(state(ID)).isEqualTo("PLACED");
    }

    @Test
    void aDoubleCallThatEndedWasAnswered() throws Exception {
        place(ID);

        alicom.deliver(report(ID).statusCode("200100"));

        awaitState(ID, "ANSWERED by RECEIPT");
    }

    @Test
    void aServiceThatFailsIsAskedAgainInALaterRound() throws Exception {
        place(ID);
        alicom.callDetails().add(placedCall(ID));
        // the producer makes four attempts
        alicom.faults().add(Fault.status(503).on(RequestKind.CALL_DETAIL).times(4));
        becomeDue();
        assertQueries(4);

        becomeDue();

        awaitState(ID, "ANSWERED by COMPENSATION");
        assertQueries(5);
    }

    private void place(String callId) {
        camel().createFluentProducerTemplate()
                .withBody(
                        Map.of(
                                "callId",
                                callId,
                                "prodId",
                                PlacedCall.NOTIFICATION,
                                "placedAt",
                                OffsetDateTime.now()))
                .to("direct:placed")
                .request();
    }

    private static Receipts.VoiceReport report(String callId) {
        return voiceReport().callId(callId).with("originate_time", TIME.format(Instant.now()));
    }

    private void becomeDue() throws Exception {
        execute("update voice_call set ask_at = current_timestamp");
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String state(String callId) throws Exception {
        String sql = "select state, source from voice_call where call_id = '" + callId + "'";
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            String source = row.getString(2);
            return row.getString(1) + (source == null ? "" : " by " + source);
        }
    }

    private void awaitState(String callId, String expected) {
        within().until(() -> state(callId).equals(expected));
    }

    /** Reached, and not exceeded during several rounds. */
    private static void assertQueries(int count) {
        within().until(() -> alicom.requests().count(RequestKind.CALL_DETAIL) == count);
        within().during(Duration.ofMillis(600))
                .until(() -> alicom.requests().count(RequestKind.CALL_DETAIL) == count);
    }

    private CamelContext camel() {
        return main.getCamelContext();
    }

    /** As long as a busy machine may take. */
    private static ConditionFactory within() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
