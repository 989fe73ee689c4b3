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

import java.time.Duration;

import javax.sql.DataSource;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.Registry;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** The beans that the route names: a database, transactions, and what has been seen. */
public final class Database implements CamelConfiguration {

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);

    @Override
    public void configure(CamelContext camel) {
        DataSource database = pool(camel);
        // tag::beans[]
        DataSourceTransactionManager transactions = new DataSourceTransactionManager(database);
        SpringTransactionPolicy required = new SpringTransactionPolicy(transactions);

        JdbcMessageIdRepository seen =
                new JdbcMessageIdRepository(
                        database, new TransactionTemplate(transactions), "receipts");
        seen.setCreateTableIfNotExists(false);

        Registry beans = camel.getRegistry();
        beans.bind("database", database);
        beans.bind("required", required);
        beans.bind("seen", seen);
        // end::beans[]
    }

    /**
     * Of connections that are tested before use, so that a restart of the database is over with the
     * next receipt. While it is down a receipt waits for a connection no longer than its lease.
     */
    private static DataSource pool(CamelContext camel) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(camel.resolvePropertyPlaceholders("{{db.url}}"));
        pool.setUsername(camel.resolvePropertyPlaceholders("{{db.user}}"));
        pool.setPassword(camel.resolvePropertyPlaceholders("{{db.password}}"));
        pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        // the start of the route asks for the table: without a database the worker ends with exit
        // code 1, and Kubernetes restarts it
        pool.setInitializationFailTimeout(-1);
        return new HikariDataSource(pool);
    }
}
