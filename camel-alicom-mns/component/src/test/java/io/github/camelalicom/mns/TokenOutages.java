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
 * The times without a usable token: polls were refused, and a new token took more than one attempt,
 * since faults affected the requests for it. Meanwhile no lease can be extended, and no message be
 * deleted. A token that is replaced by the first request for it is no outage.
 */
final class TokenOutages {

    private static final String NO_MESSAGE = "MessageNotExist";

    /** All noted so far, in order; the emulator keeps only the latest. */
    private final Set<RecordedRequest> requests = new LinkedHashSet<>();

    private record Outage(Instant start, Instant end) {}

    /** Notes the polls and token requests among these, those noted before included. */
    void note(Collection<RecordedRequest> latest) {
        latest.stream().filter(each -> isPoll(each) || isForToken(each)).forEach(requests::add);
    }

    boolean overlap(Instant start, Instant end) {
        return outages().stream()
                .anyMatch(outage -> outage.start.isBefore(end) && outage.end.isAfter(start));
    }

    private List<Outage> outages() {
        List<Outage> outages = new ArrayList<>();
        Instant start = null;
        int attempts = 0;
        for (RecordedRequest request : requests) {
            if (isForToken(request)) {
                attempts++;
            } else if (start == null && isRefused(request)) {
                start = request.time();
                attempts = 0;
            } else if (start != null && isAccepted(request)) {
                if (attempts > 1) {
                    outages.add(new Outage(start, request.time()));
                }
                start = null;
            }
        }
        return outages;
    }

    private static boolean isPoll(RecordedRequest request) {
        return request.kind() == RequestKind.RECEIVE;
    }

    private static boolean isForToken(RecordedRequest request) {
        return request.kind() == RequestKind.TOKEN;
    }

    private static boolean isRefused(RecordedRequest poll) {
        return poll.status() / 100 == 4 && !NO_MESSAGE.equals(poll.errorCode());
    }

    private static boolean isAccepted(RecordedRequest poll) {
        return poll.status() == 200 || NO_MESSAGE.equals(poll.errorCode());
    }
}
