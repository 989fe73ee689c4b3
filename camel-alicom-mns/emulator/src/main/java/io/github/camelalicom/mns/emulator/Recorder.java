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

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.mns.Queues;

/**
 * Puts a request on record once it is answered: among the requests, and with the messages it meant
 * if it did not get as far as them. What did get there, the queue itself has put on record.
 */
final class Recorder {

    private final Requests requests;
    private final Queues queues;
    private final EmulatorClock clock;

    Recorder(Requests requests, Queues queues, EmulatorClock clock) {
        this.requests = requests;
        this.queues = queues;
        this.clock = clock;
    }

    void answered(TracedRequest trace, Request request, Answer answer) {
        trace.answered(answer);
        RecordedRequest recorded =
                RecordedRequest.of(trace.kind(), request, answer, clock.instant());
        if (trace.hasMissed()) {
            queues.find(recorded.queue()).ifPresent(queue -> queue.notDone(request, answer.code()));
        }
        requests.add(recorded);
    }
}
