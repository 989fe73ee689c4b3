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
package io.github.camelalicom.mns.emulator.pop;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.pop.SendRecords.Manner;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/** QuerySendDetails: the state of the messages to one number on one day. */
@Provenance(
        value = Basis.DOCUMENTED,
        source = "help 102352 (QuerySendDetails), dysmsapi20170525 4.1.2")
public final class SendDetailsAction {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
    private static final int DAYS_KEPT = 30;
    private static final int LARGEST_PAGE = 50;

    private final SendRecords records;
    private final InstantSource clock;
    private final UndocumentedPop undocumented;

    public SendDetailsAction(
            SendRecords records, InstantSource clock, UndocumentedPop undocumented) {
        this.records = records;
        this.clock = clock;
        this.undocumented = undocumented;
    }

    Answer run(RpcParameters parameters) {
        String phoneNumber = phoneNumber(parameters.require("PhoneNumber"));
        LocalDate day = day(parameters.require("SendDate"));
        int size = number(parameters, "PageSize", LARGEST_PAGE);
        int page = number(parameters, "CurrentPage", Integer.MAX_VALUE);
        String bizId = parameters.find("BizId").orElse(null);
        List<SendRecord> found = isKept(day) ? records.find(phoneNumber, bizId, day) : List.of();
        return answer(found, size, page);
    }

    @Provenance(
            value = Basis.ASSUMED,
            source =
                    "the codes are of help 101346; which one an invalid value gets is not"
                            + " documented; no difference to a client that reads every code except OK"
                            + " as a failure")
    private static String phoneNumber(String text) {
        if (!text.matches("\\+?\\d{5,20}")) {
            throw new PopException(
                    200, "isv.MOBILE_NUMBER_ILLEGAL", text + " is not a phone number");
        }
        return text;
    }

    @Provenance(
            value = Basis.ASSUMED,
            source = "30 days are documented, the refusal is not; assumption send-details-day")
    private LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text, DAY);
            if (isKept(day) || !undocumented.refusesOtherDays()) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // refused like any other
        }
        throw invalid("SendDate");
    }

    private boolean isKept(LocalDate day) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ChinaTime.ZONE);
        return !day.isAfter(today) && !day.isBefore(today.minusDays(DAYS_KEPT));
    }

    @Provenance(
            value = Basis.ASSUMED,
            source =
                    "1 to 50 is documented, the refusal is not; no difference to a client that"
                            + " keeps to it")
    private static int number(RpcParameters parameters, String name, int most) {
        String text = parameters.require(name);
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= 1) {
            int number = Integer.parseInt(text);
            if (number <= most) {
                return number;
            }
        }
        throw invalid(name);
    }

    private static PopException invalid(String parameter) {
        return new PopException(
                200, "isv.INVALID_PARAMETERS", "The parameter " + parameter + " is invalid.");
    }

    @Provenance(
            value = Basis.SDK,
            source =
                    "TotalCount is a number in the sample, a String in dysmsapi20170525;"
                            + " above an empty list in alibabacloud-java-sdk#42")
    private Answer answer(List<SendRecord> found, int size, int page) {
        Manner manner = records.manner();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (manner.totalAsText()) {
            json.put("TotalCount", String.valueOf(found.size()));
        } else {
            json.put("TotalCount", found.size());
        }
        json.put("Message", "OK").put("RequestId", PopErrors.requestId()).put("Code", "OK");
        ArrayNode list = json.putObject("SmsSendDetailDTOs").putArray("SmsSendDetailDTO");
        if (!manner.listEmpty()) {
            found.stream()
                    .skip((long) (page - 1) * size)
                    .limit(size)
                    .forEach(record -> write(record, manner, list.addObject()));
        }
        return Answer.json(200, json.toString());
    }

    private static void write(SendRecord record, Manner manner, ObjectNode item) {
        item.put("SendDate", time(record.sendTime())).put("SendStatus", record.status());
        put(item, "OutId", record.outId());
        put(item, "ReceiveDate", time(record.receiveTime()));
        put(item, "ErrCode", record.errCode());
        put(item, "TemplateCode", record.templateCode());
        put(item, "Content", record.content());
        String number = record.phoneNumber();
        item.put(
                "PhoneNum", manner.numbersMasked() ? number.replaceFirst(".{4}$", "****") : number);
    }

    @Provenance(value = Basis.SDK, source = "absent, not null: what a record lacks is left out")
    private static void put(ObjectNode item, String field, String value) {
        if (value != null) {
            item.put(field, value);
        }
    }

    private static String time(LocalDateTime time) {
        return time == null ? null : ChinaTime.FORM.format(time);
    }
}
