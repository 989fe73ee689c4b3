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

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RecordedRequest;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;

/**
 * The services behind the latency and the faults that are set for a request; records every request
 * once it is answered.
 */
public final class FaultedServices implements Service {

    private final Service services;
    private final FaultEffects effects;
    private final BiFunction<RequestKind, String, List<PossibleFault>> faults;
    private final Recorder recorder;
    private final Delays delays;
    private final Duration latency;

    /**
     * Puts faults in front of the services.
     *
     * @param faults those whose rules fit a request of a kind to a queue, at that moment
     */
    public FaultedServices(
            Service services,
            FaultEffects effects,
            BiFunction<RequestKind, String, List<PossibleFault>> faults,
            Recorder recorder,
            Delays delays,
            Duration latency) {
        this.services = services;
        this.effects = effects;
        this.faults = faults;
        this.recorder = recorder;
        this.delays = delays;
        this.latency = latency;
    }

    @Override
    public Answer answer(Request incoming) {
        Consumer<RecordedRequest> log = recorder.begin();
        TracedRequest trace = new TracedRequest(RequestKinds.of(incoming), delays.resets());
        Request request = incoming.from(trace);
        Service service = faulted(request, trace);
        Answer answer =
                latency.isZero()
                        ? service.answer(request)
                        : delays.before(latency, request, service);
        recorder.answered(trace, request, answer, log);
        return answer;
    }

    private Service faulted(Request request, TracedRequest trace) {
        Service service = received -> changed(services.answer(received), received, trace);
        for (PossibleFault possible : possible(request, trace)) {
            Fault fault = possible.fault();
            if (effects.happensTo(trace.kind(), fault) && possible.happens().getAsBoolean()) {
                trace.happened(fault);
                service = effects.around(service, fault);
            }
        }
        return service;
    }

    /** With the faults that are set now: those of a long poll may be newer than the poll. */
    private Answer changed(Answer original, Request request, TracedRequest trace) {
        Answer answer = original;
        for (PossibleFault possible : possible(request, trace)) {
            Fault fault = possible.fault();
            Optional<Supplier<Answer>> effect = effects.onAnswer(fault, request, answer);
            if (effect.isPresent() && possible.happens().getAsBoolean()) {
                trace.happened(fault);
                answer = effect.get().get();
            }
        }
        return answer;
    }

    private List<PossibleFault> possible(Request request, TracedRequest trace) {
        return faults.apply(trace.kind(), RequestKinds.queueOf(request));
    }
}
