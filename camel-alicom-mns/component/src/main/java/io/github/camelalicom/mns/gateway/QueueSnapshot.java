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

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The requests sent since the gateway was opened, and the times of its token.
 *
 * @param requests of each kind, in the order of the kinds
 * @param token empty before the first one, and after the last
 */
public record QueueSnapshot(Map<RequestKind, RequestCount> requests, Optional<TokenTimes> token) {

    /** The count of this kind; zero if it was never sent. */
    public RequestCount count(RequestKind kind) {
        return requests.getOrDefault(kind, RequestCount.NONE);
    }

    /** The sum of both; of two tokens the one that ends first. */
    public QueueSnapshot plus(QueueSnapshot other) {
        Map<RequestKind, RequestCount> sums = new EnumMap<>(RequestKind.class);
        sums.putAll(requests);
        other.requests.forEach((kind, count) -> sums.merge(kind, count, RequestCount::plus));
        return new QueueSnapshot(
                sums,
                Stream.concat(token.stream(), other.token.stream())
                        .min(Comparator.comparing(TokenTimes::left)));
    }

    /** The counts alone, for a queue that needs no token any more. */
    public QueueSnapshot withoutToken() {
        return new QueueSnapshot(requests, Optional.empty());
    }

    /** Without a token that has expired, for a queue of which nothing is asked at present. */
    public QueueSnapshot withoutExpiredToken() {
        return token.filter(times -> times.left().isNegative()).isPresent() ? withoutToken() : this;
    }

    /**
     * How often one kind of request was sent.
     *
     * @param sent all, repetitions included
     * @param failed of these, without an answer or with an error; an empty queue does not count
     */
    public record RequestCount(long sent, long failed) {

        /** The count of a kind that was never sent. */
        static final RequestCount NONE = new RequestCount(0, 0);

        RequestCount plus(RequestCount other) {
            return new RequestCount(sent + other.sent, failed + other.failed);
        }
    }

    /**
     * The present token's times; the token itself stays in the gateway.
     *
     * @param age since it was fetched
     * @param left until it ends; negative when it has ended
     */
    public record TokenTimes(Duration age, Duration left) {}
}
