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
import java.util.List;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;

/**
 * Where every request comes in: it goes to the service it is for, through the latency and the
 * faults set for it, and is put on record. The control API and the page stand beside all that.
 */
final class FrontDoor implements Service {

    private final Service remote;
    private final Service control;
    private final Service page = new PageService();
    private final FaultEffects effects;
    private final Faults faults;
    private final Recorder recorder;
    private final Duration latency;

    FrontDoor(
            Service remote,
            Service control,
            FaultEffects effects,
            Faults faults,
            Recorder recorder,
            Duration latency) {
        this.remote = remote;
        this.control = control;
        this.effects = effects;
        this.faults = faults;
        this.recorder = recorder;
        this.latency = latency;
    }

    @Override
    public Answer answer(Request incoming) {
        if (PageService.isFor(incoming)) {
            return page.answer(incoming);
        }
        if (incoming.rawPath().startsWith(ControlApi.ROOT)) {
            return control.answer(incoming);
        }
        RequestKind kind = RequestKind.of(incoming);
        List<Fault> firing = faults.firing(kind, RequestKind.queueOf(incoming));
        TracedRequest trace = new TracedRequest(kind, firing);
        Request request = incoming.from(trace);
        Service service = remote;
        for (Fault fault : firing) {
            service = effects.around(service, fault);
        }
        Answer answer =
                latency.isZero()
                        ? service.answer(request)
                        : FaultEffects.delayed(latency, request, service);
        recorder.answered(trace, request, answer);
        return answer;
    }
}
