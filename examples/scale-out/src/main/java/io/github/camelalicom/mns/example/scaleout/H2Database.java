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
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import org.h2.tools.Server;

/** H2, in memory, behind a port of this machine only: what the demo needs nothing installed for. */
final class H2Database implements SharedDatabase {

    static {
        // H2 reads it once; otherwise it listens on every address of the machine
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private static final String USER = "receipts";

    private final String name = "receipts-" + UUID.randomUUID();
    private final ReceiptsTable table =
            new ReceiptsTable(
                    "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1",
                    USER,
                    UUID.randomUUID().toString());
    private final Server server;

    H2Database() throws SQLException, IOException {
        table.create();
        server = Server.createTcpServer("-tcpPort", "0", "-ifExists").start();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "db.url",
                "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/mem:" + name,
                "db.user",
                USER,
                "db.password",
                table.password());
    }

    @Override
    public ReceiptsTable table() {
        return table;
    }

    @Override
    public void close() {
        server.stop();
    }
}
