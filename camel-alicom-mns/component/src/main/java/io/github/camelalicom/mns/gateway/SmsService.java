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
package io.github.camelalicom.mns.gateway;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Queries the SMS service for a page of send details ({@code QuerySendDetails}). */
final class SmsService {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String LIST = "SmsSendDetailDTO";

    private final RpcClient client;

    /**
     * A page of send details.
     *
     * @param total how many details there are in all, or {@link #UNKNOWN}
     * @param details each one's JSON as received
     */
    record Page(long total, List<String> details) {

        /** Stands for a total that is missing or not a number. */
        static final long UNKNOWN = -1;

        /** Details hold personal data. */
        @Override
        public String toString() {
            return "Page[" + details.size() + " of " + total + "]";
        }
    }

    SmsService(QuerySettings settings) {
        this.client = new RpcClient(RpcProduct.sms(settings));
    }

    /**
     * Reads one page.
     *
     * @param bizId of the messages wanted, or null for all
     * @param number of the page, from 1
     * @throws MnsException with what went wrong, and without the signed URL
     */
    Page page(String phoneNumber, LocalDate day, String bizId, int pageSize, int number) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("PhoneNumber", phoneNumber);
        parameters.put("SendDate", day.format(DAY));
        parameters.put("PageSize", String.valueOf(pageSize));
        parameters.put("CurrentPage", String.valueOf(number));
        if (bizId != null) {
            parameters.put("BizId", bizId);
        }
        RpcClient.Reply reply = client.call("QuerySendDetails", parameters);
        return new Page(total(reply.json().path("TotalCount")), items(reply));
    }

    /** A number in one of Alibaba Cloud's SDKs, a text in another. */
    private static long total(JsonNode count) {
        return count.asLong(Page.UNKNOWN);
    }

    private List<String> items(RpcClient.Reply reply) {
        JsonNode list = reply.json().path("SmsSendDetailDTOs");
        list = list.isArray() ? list : list.path(LIST);
        // gateways that translate from XML write a list of one as its element
        if (list.isObject()) {
            return list.isEmpty() ? List.of() : List.of(list.toString());
        }
        if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
            throw client.unreadable(reply, LIST + " is not a list");
        }
        List<String> items = new ArrayList<>(list.size());
        list.forEach(
                item -> {
                    if (item.isObject()) {
                        items.add(item.toString());
                    }
                });
        return items;
    }
}
