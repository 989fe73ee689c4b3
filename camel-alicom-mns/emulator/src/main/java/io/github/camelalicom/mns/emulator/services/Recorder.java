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
package io.github.camelalicom.mns.emulator.services;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.emulator.RecordedRequest;
import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.mns.Queues;
import io.github.camelalicom.mns.emulator.pop.PopService;

/**
 * Records a request once it is answered: among the requests, and with the messages it names if it
 * did not reach them. The queue itself records the requests that do. Signatures and security tokens
 * are struck out.
 */
public final class Recorder {

    private static final String STRUCK_OUT = "***";
    private static final List<String> SECRETS =
            List.of("authorization", "security-token", "x-acs-security-token");
    private static final Pattern MNS_SIGNER = Pattern.compile("MNS ([^:]*):.*");
    private static final Pattern RPC_SECRETS =
            Pattern.compile("([?&](?:Signature|SecurityToken)=)[^&]*");

    private final Supplier<Consumer<RecordedRequest>> requests;
    private final Queues queues;
    private final InstantSource clock;

    /**
     * Records requests among others.
     *
     * @param requests where a request is recorded; asked when it begins
     */
    public Recorder(
            Supplier<Consumer<RecordedRequest>> requests, Queues queues, InstantSource clock) {
        this.requests = requests;
        this.queues = queues;
        this.clock = clock;
    }

    /** Where the request that begins now is recorded. */
    Consumer<RecordedRequest> begin() {
        return requests.get();
    }

    void answered(
            TracedRequest trace, Request request, Answer answer, Consumer<RecordedRequest> log) {
        trace.answered(answer);
        RecordedRequest recorded = recorded(trace, request, answer, clock.instant());
        if (trace.hasMissed()) {
            queues.find(recorded.queue()).ifPresent(queue -> queue.notDone(request, answer.code()));
        }
        log.accept(recorded);
    }

    private static RecordedRequest recorded(
            TracedRequest trace, Request request, Answer answer, Instant time) {
        return new RecordedRequest(
                trace.kind(),
                RequestKinds.queueOf(request),
                request.method(),
                RPC_SECRETS.matcher(request.target()).replaceAll("$1" + STRUCK_OUT),
                answer.status(),
                answer.code(),
                signer(request),
                withoutSecrets(request.headers()),
                time,
                request.body().length);
    }

    private static String signer(Request request) {
        Matcher mns = MNS_SIGNER.matcher(request.headerOrEmpty("authorization"));
        return mns.matches()
                ? mns.group(1)
                : PopService.parameter(request, "AccessKeyId").orElse("");
    }

    private static Map<String, String> withoutSecrets(Map<String, String> headers) {
        Map<String, String> kept = new HashMap<>(headers);
        SECRETS.forEach(secret -> kept.computeIfPresent(secret, (name, value) -> STRUCK_OUT));
        return Map.copyOf(kept);
    }
}
