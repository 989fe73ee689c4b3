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
package com.example.receipts;

// tag::class[]
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

import io.github.camelalicom.mns.receipt.SmsReport;

@Service
public class ReceiptService {

    private static final String INSERT =
            """
            insert into sms_receipt
                   (receipt_key, biz_id, phone_number, success, err_code, report_time, json)
            values (:key, :bizId, :phoneNumber, :success, :errCode, :reportTime, :json)
            on conflict do nothing""";

    private final JdbcClient database;

    public ReceiptService(JdbcClient database) {
        this.database = database;
    }

    /** A duplicate has the same key and inserts no row. */
    public void store(SmsReport receipt) {
        database.sql(INSERT)
                .param("key", receipt.key())
                .param("bizId", receipt.bizId())
                .param("phoneNumber", receipt.phoneNumber())
                .param("success", receipt.success())
                .param("errCode", receipt.errCode())
                .param("reportTime", receipt.reportTime())
                .param("json", receipt.json())
                .update();
    }
}
// end::class[]
