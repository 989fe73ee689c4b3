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
package io.github.camelalicom.mns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.camelalicom.mns.emulator.RecordedRequest;
import io.github.camelalicom.mns.emulator.RequestKind;

/**
 * The times without a usable token: requests to the queue were refused, and a new token took more
 * than one attempt, since faults affected the requests for it. Meanwhile no lease can be extended,
 * and no message be deleted. A token that is replaced by the first request for it is no outage.
 */
final class TokenOutages {

    /** Refusals that do not concern the token. */
    private static final Set<String> ACCEPTED_CODES =
            Set.of("MessageNotExist", "ReceiptHandleError");

    /** All noted so far, in order; the emulator keeps only the latest. */
    private final Set<RecordedRequest> requests = new LinkedHashSet<>();

    private record Outage(Instant start, Instant end) {}

    /** Notes these requests, those noted before included. */
    void note(Collection<RecordedRequest> latest) {
        requests.addAll(latest);
    }

    boolean overlap(Instant start, Instant end) {
        return outages().stream()
                .anyMatch(outage -> outage.start.isBefore(end) && outage.end.isAfter(start));
    }

    private List<Outage> outages() {
        List<Outage> outages = new ArrayList<>();
        Instant start = null;
        int attempts = 0;
        boolean renewed = false;
        for (RecordedRequest request : requests) {
            if (isForToken(request)) {
                attempts++;
                renewed |= request.status() == 200;
            } else if (start == null && isRefused(request)) {
                start = request.time();
                attempts = 0;
                renewed = false;
            } else if (start != null && renewed && isAccepted(request)) {
                if (attempts > 1) {
                    outages.add(new Outage(start, request.time()));
                }
                start = null;
            }
        }
        return outages;
    }

    private static boolean isForToken(RecordedRequest request) {
        return request.kind() == RequestKind.TOKEN;
    }

    private static boolean isRefused(RecordedRequest request) {
        return request.status() / 100 == 4 && !isAccepted(request);
    }

    private static boolean isAccepted(RecordedRequest request) {
        String code = request.errorCode();
        return request.status() == 200 || code != null && ACCEPTED_CODES.contains(code);
    }
}
