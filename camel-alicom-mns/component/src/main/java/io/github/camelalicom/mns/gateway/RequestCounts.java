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

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import io.github.camelalicom.mns.gateway.QueueSnapshot.RequestCount;

/** Counts requests by kind. Safe for many threads. */
final class RequestCounts {

    private record Adders(LongAdder sent, LongAdder failed) {}

    private final Map<RequestKind, Adders> adders = new EnumMap<>(RequestKind.class);

    RequestCounts(Set<RequestKind> kinds) {
        for (RequestKind kind : kinds) {
            adders.put(kind, new Adders(new LongAdder(), new LongAdder()));
        }
    }

    /** Sends and counts a request; counts a failure if it throws. */
    <T> T sent(RequestKind kind, Supplier<T> request) {
        sent(kind);
        try {
            return request.get();
        } catch (RuntimeException | Error e) {
            failed(kind);
            throw e;
        }
    }

    void sent(RequestKind kind) {
        adders.get(kind).sent().increment();
    }

    void failed(RequestKind kind) {
        adders.get(kind).failed().increment();
    }

    Map<RequestKind, RequestCount> counts() {
        Map<RequestKind, RequestCount> counts = new EnumMap<>(RequestKind.class);
        adders.forEach(
                (kind, adder) ->
                        counts.put(
                                kind, new RequestCount(adder.sent().sum(), adder.failed().sum())));
        return counts;
    }
}
