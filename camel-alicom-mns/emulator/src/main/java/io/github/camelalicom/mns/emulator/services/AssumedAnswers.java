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
import java.util.Set;

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.AssumptionTopic;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;

/** Applies the chosen assumptions between the services and the connection. */
public final class AssumedAnswers implements Service {

    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final Set<RequestKind> DELETES =
            Set.of(RequestKind.DELETE, RequestKind.BATCH_DELETE);

    private final Service remote;
    private final Delays delays;
    private final Assumptions assumptions;

    public AssumedAnswers(Service remote, Delays delays, Assumptions assumptions) {
        this.remote = remote;
        this.delays = delays;
        this.assumptions = assumptions;
    }

    @Override
    public Answer answer(Request request) {
        RequestKind kind = RequestKinds.of(request);
        if (kind == RequestKind.RECEIVE
                && assumptions.hold(Assumption.DEPARTED_CLIENTS_UNNOTICED)) {
            return answerToTheDeparted(request);
        }
        return isSlow(kind) ? delays.after(SLOW, request, remote) : remote.answer(request);
    }

    /** An answer to a departed client is recorded as lost. */
    private Answer answerToTheDeparted(Request request) {
        Answer answer = remote.answer(request.withClientTakenAsConnected());
        return request.connected().getAsBoolean() ? answer : Answer.DROPPED;
    }

    private boolean isSlow(RequestKind kind) {
        return switch (assumptions.of(AssumptionTopic.SLOW_ANSWERS)) {
            case SLOW_ANSWERS_TO_VISIBILITY -> kind == RequestKind.CHANGE_VISIBILITY;
            case SLOW_ANSWERS_TO_DELETE -> DELETES.contains(kind);
            default -> false;
        };
    }
}
