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
package io.github.camelalicom.mns.doctor;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.SendDetails;

/** A query to the SMS service that it should refuse: for a day before the last 30. */
final class QueryChecks {

    private static final int DAYS = 40;
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private final Function<LocalDate, SendDetails.Answer> query;
    private final DoctorReport.Builder report;

    QueryChecks(Function<LocalDate, SendDetails.Answer> query, DoctorReport.Builder report) {
        this.query = query;
        this.report = report;
    }

    void check() {
        try {
            SendDetails.Answer answer = query.apply(LocalDate.now(CHINA).minusDays(DAYS));
            answered(answer.details().isEmpty() ? "empty" : "records");
        } catch (MnsException e) {
            if ("isv.INVALID_PARAMETERS".equals(e.code())) {
                answered("refused");
            } else {
                report.warning(
                        "send details",
                        e.getMessage(),
                        "Receiving is not affected. " + Remedies.ofQuery(e));
            }
        }
    }

    private void answered(String how) {
        report.seen(Assumed.SEND_DETAILS_DAY, how);
        report.ok("send details", "can be queried");
    }
}
