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
package io.github.camelalicom.mns.example.recipes;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

import io.github.camelalicom.mns.receipt.SmsReport;

/** How many messages of a while were delivered. */
public record DeliveryRate(long delivered, long failed) {

    // tag::strategy[]
    /** Adds one receipt after the other. */
    static final AggregationStrategy COUNTING =
            (sum, next) -> {
                DeliveryRate before =
                        sum == null
                                ? new DeliveryRate(0, 0)
                                : sum.getMessage().getBody(DeliveryRate.class);
                SmsReport report = next.getMessage().getBody(SmsReport.class);
                Exchange result = sum == null ? next : sum;
                result.getMessage().setBody(before.plus(report.success()));
                return result;
            };

    // end::strategy[]

    private DeliveryRate plus(boolean success) {
        return success
                ? new DeliveryRate(delivered + 1, failed)
                : new DeliveryRate(delivered, failed + 1);
    }

    public long total() {
        return delivered + failed;
    }

    public long percent() {
        return total() == 0 ? 100 : 100 * delivered / total();
    }
}
