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
import java.util.function.BiFunction;
import java.util.function.Consumer;

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
    private final BiFunction<RequestKind, String, List<Fault>> faults;
    private final Recorder recorder;
    private final Delays delays;
    private final Duration latency;

    /**
     * Puts faults in front of the services.
     *
     * @param faults those that happen to a request of a kind to a queue; asked once per request
     */
    public FaultedServices(
            Service services,
            FaultEffects effects,
            BiFunction<RequestKind, String, List<Fault>> faults,
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
        RequestKind kind = RequestKinds.of(incoming);
        List<Fault> firing = faults.apply(kind, RequestKinds.queueOf(incoming));
        TracedRequest trace = new TracedRequest(kind, firing);
        Request request = incoming.from(trace);
        Service service = services;
        for (Fault fault : firing) {
            service = effects.around(service, fault);
        }
        Answer answer =
                latency.isZero()
                        ? service.answer(request)
                        : delays.before(latency, request, service);
        recorder.answered(trace, request, answer, log);
        return answer;
    }
}
