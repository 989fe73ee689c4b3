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
import org.apache.camel.Consume;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.github.camelalicom.mns.receipt.SmsReport;

@Component
public class ReceiptListener {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptListener.class);

    private final ReceiptService service;

    public ReceiptListener(ReceiptService service) {
        this.service = service;
    }

    @Consume("alicom-mns:SmsReport")
    public void on(SmsReport receipt) {
        service.store(receipt);
        LOG.info("{}", receipt); // phone numbers are masked
    }
}
// end::class[]
