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
 * What the SMS service knows of the messages to one number on one day: all pages, one after the
 * other, each tried again when it fails for a passing reason.
 *
 * <p>The total cannot be relied on to end the reading: the service is known to report one above an
 * empty list. So a page without details ends it in any case.
 */
public final class SendDetails implements AutoCloseable {

    /** More than any phone gets in a day; bounds the reading of a list that does not end. */
    private static final int MAX_PAGES = 1_000;

    private final SmsService service;
    private final RetriedQueries queries;

    SendDetails(SmsService service, Retry retry) {
        this.service = service;
        this.queries = new RetriedQueries(RequestKind.QUERY_SEND_DETAILS, retry);
    }

    /**
     * Reads all of them. Blocks for as long as that takes.
     *
     * @param bizId of the messages wanted, or null for all
     * @param pageSize 1 to 50
     * @throws MnsException what went wrong with a page, after the attempts that were worth while
     */
    public Answer find(String phoneNumber, LocalDate day, String bizId, int pageSize) {
        List<String> details = new ArrayList<>();
        for (int number = 1; number <= MAX_PAGES; number++) {
            int current = number;
            SmsService.Page page =
                    queries.ask(() -> service.page(phoneNumber, day, bizId, pageSize, current));
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

    /** What was sent so far. */
    public QueueSnapshot snapshot() {
        return queries.snapshot();
    }

    /** Under a total that cannot be right, it is the last page that is not full. */
    private static boolean isLast(SmsService.Page page, int read, int pageSize) {
        boolean full = page.details().size() >= pageSize;
        boolean plausible = page.total() >= read;
        return page.details().isEmpty() || (plausible ? page.total() == read : !full);
    }

    /** Ends the pauses of attempts under way, and with them the attempts. */
    @Override
    public void close() {
        queries.close();
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
