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
package io.github.camelalicom.mns.emulator;

import java.time.Duration;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;

/**
 * Where every request comes in: it goes to the service it is for, through the latency and the
 * faults set for it, and is put on record. The control API stands beside all that.
 */
final class FrontDoor implements Service {

    private final Service remote;
    private final Service control;
    private final FaultEffects effects;
    private final Faults faults;
    private final Requests requests;
    private final EmulatorClock clock;
    private final Duration latency;

    FrontDoor(
            Service remote,
            Service control,
            FaultEffects effects,
            Faults faults,
            Requests requests,
            EmulatorClock clock,
            Duration latency) {
        this.remote = remote;
        this.control = control;
        this.effects = effects;
        this.faults = faults;
        this.requests = requests;
        this.clock = clock;
        this.latency = latency;
    }

    @Override
    public Answer answer(Request request) {
        if (request.rawPath().startsWith(ControlApi.ROOT)) {
            return control.answer(request);
        }
        RequestKind kind = RequestKind.of(request);
        Service service = remote;
        for (Fault fault : faults.firing(kind, RequestKind.queueOf(request))) {
            service = effects.around(service, fault);
        }
        Answer answer =
                latency.isZero()
                        ? service.answer(request)
                        : FaultEffects.delayed(latency, request, service);
        requests.add(RecordedRequest.of(kind, request, answer, clock.instant()));
        return answer;
    }
}
