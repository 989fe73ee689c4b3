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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcConnectionPool;

/** The database in which the calls are recorded. */
final class Database {

    private static final String COUNTS =
            """
            select count(*),
                   count(case when source = 'RECEIPT' then 1 end),
                   count(case when source = 'COMPENSATION' then 1 end),
                   count(case when state = 'ANSWERED' then 1 end),
                   count(case when state = 'NOT_ANSWERED' then 1 end),
                   count(case when state = 'PLACED' then 1 end)
            from voice_call""";

    private Database() {}

    /** Opens it, and creates the table if it does not exist. */
    static DataSource open(String url) throws SQLException, IOException {
        DataSource database = JdbcConnectionPool.create(url, "sa", "");
        try (InputStream schema = Database.class.getResourceAsStream("/sql/schema.sql");
                Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        }
        return database;
    }

    static String summary(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery(COUNTS)) {
            counts.next();
            return """

                    placed           %4d
                    by receipt       %4d
                    by compensation  %4d
                    answered         %4d
                    not answered     %4d
                    open             %4d"""
                    .formatted(
                            counts.getInt(1),
                            counts.getInt(2),
                            counts.getInt(3),
                            counts.getInt(4),
                            counts.getInt(5),
                            counts.getInt(6));
        }
    }
}
