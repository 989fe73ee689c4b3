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
package io.github.camelalicom.mns.example;

import java.time.OffsetDateTime;

import io.github.camelalicom.mns.receipt.SmsReport;

/** What the REST resource shows of a receipt: no phone number. */
public record ReceiptView(
        String bizId, OffsetDateTime reportTime, Boolean success, String errCode) {

    static ReceiptView of(SmsReport receipt) {
        return new ReceiptView(
                receipt.bizId(), receipt.reportTime(), receipt.success(), receipt.errCode());
    }
}
