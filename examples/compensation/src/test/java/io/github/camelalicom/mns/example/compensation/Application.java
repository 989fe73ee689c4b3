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
package io.github.camelalicom.mns.example.compensation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.receipt.SmsReport;

/** The application under test, and a look into its database. */
final class Application implements AutoCloseable {

    private final Main main = new Main();
    private final DataSource database;
    private final List<String> settled = new CopyOnWriteArrayList<>();

    /** With an hour before a question is due, {@link #hoursPass} has the say. */
    static Application start(AlicomEmulatorExtension alicom) throws Exception {
        Application application = new Application();
        application.run(
                Map.of(
                        "alicom.queue-name", alicom.queueName("SmsReport"),
                        "alicom.access-key", alicom.emulator().accessKey(),
                        "alicom.secret-key", alicom.emulator().secretKey(),
                        "alicom.token-endpoint", alicom.endpoint(),
                        "alicom.mns-endpoint", alicom.endpoint(),
                        "alicom.sms-endpoint", alicom.endpoint(),
                        "compensation.period", "200"));
        return application;
    }

    private Application() throws Exception {
        database = Database.open("jdbc:h2:mem:test;DB_CLOSE_DELAY=-1");
    }

    private void run(Map<String, String> properties) {
        properties.forEach(main::addOverrideProperty);
        main.bind("dataSource", database);
        main.start();
        camel().getManagementStrategy().addEventNotifier(new SettledListener());
    }

    CamelContext camel() {
        return main.getCamelContext();
    }

    void record(String bizId, String phoneNumber, OffsetDateTime sentAt) {
        camel().createFluentProducerTemplate()
                .withBody(Map.of("bizId", bizId, "phoneNumber", phoneNumber, "sentAt", sentAt))
                .to("direct:sent")
                .request();
    }

    /** What has no outcome is due to be asked for. */
    void hoursPass() throws SQLException {
        execute("update message set ask_at = current_timestamp");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The messages with an outcome, each as often as it was settled: biz id and number. */
    List<String> settled() {
        return settled;
    }

    /** For each message, biz id and number, its state. */
    Map<String, String> states() {
        return query(
                "select biz_id, phone_number, state from message",
                rows -> {
                    Map<String, String> states = new TreeMap<>();
                    while (rows.next()) {
                        states.put(rows.getString(1) + " " + rows.getString(2), rows.getString(3));
                    }
                    return states;
                });
    }

    /** How many messages there are of which this holds. */
    int count(String condition) {
        return number("select count(*) from message where " + condition);
    }

    /** How often a message was asked about. */
    int asked(String bizId) {
        return number("select asked from message where biz_id = '" + bizId + "'");
    }

    private int number(String sql) {
        return query(
                sql,
                rows -> {
                    rows.next();
                    return rows.getInt(1);
                });
    }

    private <T> T query(String sql, Reading<T> reading) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return reading.read(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    @Override
    public void close() {
        main.stop();
    }

    /** Hears of each exchange that is sent to {@code direct:settled}. */
    private final class SettledListener extends EventNotifierSupport {

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof ExchangeSendingEvent sending
                    && sending.getEndpoint().getEndpointUri().equals("direct://settled")) {
                SmsReport report = sending.getExchange().getMessage().getBody(SmsReport.class);
                settled.add(report.bizId() + " " + report.phoneNumber());
            }
        }
    }
}
