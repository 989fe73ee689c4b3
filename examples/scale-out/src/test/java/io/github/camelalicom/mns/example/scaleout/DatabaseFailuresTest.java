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
package io.github.camelalicom.mns.example.scaleout;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

import org.apache.camel.main.Main;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a worker does when the database drops a connection. */
class DatabaseFailuresTest {

    private static final Duration LEASE = Duration.ofMinutes(1);

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    private final FaultyDriver driver = new FaultyDriver();
    private final Main worker = Worker.create();
    private H2Database database;

    @BeforeEach
    void start() throws Exception {
        DriverManager.registerDriver(driver);
        database = new H2Database();
        settings().forEach(worker::addInitialProperty);
    }

    @AfterEach
    void stop() throws SQLException {
        worker.stop();
        database.close();
        DriverManager.deregisterDriver(driver);
    }

    @Test
    void aReceiptWhoseCommitIsNotAcknowledgedIsStoredOnce() throws Exception {
        worker.start();
        within().until(() -> alicom.queue("SmsReport").waitingPolls() == 1);
        driver.losesCommit.set(true);
        alicom.deliver(smsReport().bizId("b-1"));
        within().until(() -> !driver.losesCommit.get());
        within().until(() -> worker.getCamelContext().getInflightRepository().size() == 0);

        alicom.clock().advance(LEASE);

        within().until(() -> alicom.queue("SmsReport").deleted() == 1);
        assertThat(database.table().rows()).isEqualTo(1);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = ScaleOut.settings(alicom.emulator(), database);
        settings.computeIfPresent("db.url", (name, url) -> FaultyDriver.PREFIX + url);
        settings.put("worker.name", "worker-1");
        settings.put("camel.management.enabled", "false");
        settings.put("camel.component.alicom-mns.waitTime", "1s");
        return settings;
    }

    /** As long as a busy machine may take. */
    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(60));
    }

    private static final class FaultyDriver implements Driver {

        private static final String PREFIX = "jdbc:faulty:";

        /** The next commit takes effect, and its connection is lost before the answer. */
        private final AtomicBoolean losesCommit = new AtomicBoolean();

        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            if (!acceptsURL(url)) {
                return null;
            }
            Connection real = DriverManager.getConnection(url.substring(PREFIX.length()), info);
            return (Connection)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (proxy, method, arguments) -> call(real, method, arguments));
        }

        private Object call(Connection real, Method method, Object[] arguments) throws Throwable {
            Object result;
            try {
                result = method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (method.getName().equals("commit") && losesCommit.compareAndSet(true, false)) {
                throw new SQLRecoverableException("The connection is lost", "08006");
            }
            return result;
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith(PREFIX);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
