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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table that the replicas write, in the database at an address of JDBC. Each question has a
 * connection of its own, so that none is left over when the database is restarted.
 */
record ReceiptsTable(String url, String user, String password) {

    /** Creates the tables, which must be there before the first replica starts. */
    void create() throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(schema());
        }
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
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "select worker, count(*) from receipts group by worker")) {
            while (result.next()) {
                rows.put(result.getString(1), result.getInt(2));
            }
        }
        return rows;
    }

    private int number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    private static String schema() throws IOException {
        try (InputStream schema = ReceiptsTable.class.getResourceAsStream("/schema.sql")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The password is not for logs. */
    @Override
    public String toString() {
        return "ReceiptsTable[" + url + "]";
    }
}
