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

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.h2.tools.RunScript;
import org.h2.tools.Server;

/** The database that the replicas share: H2, in memory, behind a port of this machine only. */
final class SharedDatabase implements AutoCloseable {

    private static final String USER = "receipts";

    static {
        // H2 reads it once; otherwise it listens on every address of the machine
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private final String name = "receipts-" + UUID.randomUUID();
    private final String password = UUID.randomUUID().toString();
    private final Connection connection;
    private final Server server;

    SharedDatabase() throws Exception {
        connection =
                DriverManager.getConnection(
                        "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", USER, password);
        try (Reader schema =
                new InputStreamReader(
                        SharedDatabase.class.getResourceAsStream("/schema.sql"),
                        StandardCharsets.UTF_8)) {
            RunScript.execute(connection, schema);
        }
        server = Server.createTcpServer("-tcpPort", "0", "-ifExists").start();
    }

    /** What a replica needs to know. */
    Map<String, String> settings() {
        return Map.of(
                "db.url", "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:" + name,
                "db.user", USER,
                "db.password", password);
    }

    int rows() throws SQLException {
        return number("select count(*) from receipts");
    }

    int differentReceipts() throws SQLException {
        return number("select count(distinct biz_id) from receipts");
    }

    /** How many rows each replica wrote. */
    Map<String, Integer> rowsOfWorkers() throws SQLException {
        Map<String, Integer> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "select worker, count(*) from receipts group by worker")) {
            while (result.next()) {
                rows.put(result.getString(1), result.getInt(2));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        server.stop();
        connection.close();
    }

    private int number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
