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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Origin;

/**
 * What the logs of messages keep of a request: its kind, its faults, and whether its answer was
 * lost. It does not hold the request, so that a long history needs little memory. Changed on the
 * thread that answers the request, read on any.
 */
public final class TracedRequest implements Origin {

    /** Requests that contain receipt handles, which name messages. */
    private static final Set<RequestKind> MEANS_MESSAGES =
            Set.of(RequestKind.DELETE, RequestKind.BATCH_DELETE, RequestKind.CHANGE_VISIBILITY);

    private final RequestKind kind;
    private final long resets;
    private volatile List<Fault> faults = List.of();
    private volatile boolean arrived;
    private volatile boolean answerLost;

    /**
     * A request that arrives.
     *
     * @param resets the number of resets before it, read before its faults are
     */
    TracedRequest(RequestKind kind, long resets) {
        this.kind = kind;
        this.resets = resets;
    }

    public RequestKind kind() {
        return kind;
    }

    long resets() {
        return resets;
    }

    /** Those that have happened so far. */
    public List<Fault> faults() {
        return faults;
    }

    public boolean isAnswerLost() {
        return answerLost;
    }

    /** Whether it names messages and did not reach them. */
    boolean hasMissed() {
        return MEANS_MESSAGES.contains(kind) && !arrived;
    }

    @Override
    public void arrived() {
        arrived = true;
    }

    /** Called on the thread that answers the request only. */
    void happened(Fault fault) {
        List<Fault> all = new ArrayList<>(faults);
        all.add(fault);
        faults = List.copyOf(all);
    }

    void answered(Answer answer) {
        answerLost = answer.isDropped() || answer.isCut() || answer.isEndless();
    }
}
