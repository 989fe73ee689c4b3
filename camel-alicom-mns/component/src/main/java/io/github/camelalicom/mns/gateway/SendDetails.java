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
import java.util.ArrayList;
import java.util.List;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Queries the SMS service for the messages to one number on one day: page after page, each retried
 * after a temporary failure. Thread-safe.
 *
 * <p>A page without details is the last one, whatever the total is: the service is known to report
 * a total above zero for an empty list.
 */
public final class SendDetails extends RetriedQueries {

    /** More than any phone receives in a day; ends the reading of a list that has no end. */
    private static final int MAX_PAGES = 1_000;

    private final SmsService service;

    SendDetails(SmsService service, Retry retry) {
        super(RequestKind.QUERY_SEND_DETAILS, retry);
        this.service = service;
    }

    /**
     * Reads all pages; blocks until the service has answered or the retries are over.
     *
     * @param bizId of the messages wanted, or null for all
     * @param pageSize 1 to 50
     * @throws MnsException the last failure of a page, without the signed URL
     */
    public Answer find(String phoneNumber, LocalDate day, String bizId, int pageSize) {
        List<String> details = new ArrayList<>();
        for (int number = 1; number <= MAX_PAGES; number++) {
            int current = number;
            SmsService.Page page =
                    ask(() -> service.page(phoneNumber, day, bizId, pageSize, current));
            details.addAll(page.details());
            if (isLast(page, details.size(), pageSize)) {
                long total = Math.max(page.total(), details.size());
                return new Answer(total, details);
            }
        }
        throw new MnsException(
                Kind.REJECTED,
                null,
                "ALICOM-715 The SMS service had no end after " + MAX_PAGES + " pages");
    }

    /** If the total cannot be right, the first page that is not full is the last. */
    private static boolean isLast(SmsService.Page page, int read, int pageSize) {
        boolean full = page.details().size() >= pageSize;
        boolean plausible = page.total() >= read;
        return page.details().isEmpty() || (plausible ? page.total() == read : !full);
    }

    /**
     * What the SMS service answered.
     *
     * @param total how many details it says there are, or how many were read if that is more
     * @param details each one's JSON as received
     */
    public record Answer(long total, List<String> details) {

        public Answer {
            details = List.copyOf(details);
        }

        /** Details hold personal data. */
        @Override
        public String toString() {
            return "Answer[" + details.size() + " of " + total + "]";
        }
    }
}
