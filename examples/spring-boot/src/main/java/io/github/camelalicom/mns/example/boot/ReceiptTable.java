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
package io.github.camelalicom.mns.example.boot;

import java.time.OffsetDateTime;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the route has written, read again. */
@Component
class ReceiptTable {

    private final JdbcClient database;

    ReceiptTable(JdbcClient database) {
        this.database = database;
    }

    /** A row without personal data. */
    record Row(String bizId, Boolean success, String errCode, OffsetDateTime reportTime) {}

    List<Row> latest(int most) {
        return database.sql(
                        """
                        select biz_id, success, err_code, report_time from sms_receipt
                        order by report_time desc nulls last, biz_id fetch first ? rows only""")
                .param(most)
                .query(Row.class)
                .list();
    }

    /** How many there are of each kind. */
    record Counts(long delivered, long failed, long rejected) {}

    Counts counts() {
        return database.sql(
                        """
                        select (select count(*) from sms_receipt where success) as delivered,
                               (select count(*) from sms_receipt where not success) as failed,
                               (select count(*) from rejected_message) as rejected""")
                .query(Counts.class)
                .single();
    }
}
