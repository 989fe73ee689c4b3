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

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Answer.Ending;
import io.github.camelalicom.mns.emulator.http.HttpDate;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;
import io.github.camelalicom.mns.emulator.mns.MnsErrors;
import io.github.camelalicom.mns.emulator.mns.MnsService;
import io.github.camelalicom.mns.emulator.mns.Queues;
import io.github.camelalicom.mns.emulator.mns.UndocumentedMns;
import io.github.camelalicom.mns.emulator.pop.PopErrors;
import io.github.camelalicom.mns.emulator.pop.TokenStore;

/**
 * Implements the faults. Those that happen to a request wrap the service that would have answered;
 * those that depend on the answer change it.
 */
public final class FaultEffects {

    private static final Answer PAGE =
            Answer.of(
                    200,
                    "text/html;charset=utf-8",
                    "<!DOCTYPE html><html><head><title>Sign in</title></head>"
                            + "<body><p>Please sign in.</p></body></html>");

    private final Map<Class<? extends Fault>, Effect<Fault>> effects = new HashMap<>();
    private final AnswerFaults answerFaults;
    private final TokenStore tokens;
    private final InstantSource clock;

    public FaultEffects(
            Queues queues,
            TokenStore tokens,
            Delays delays,
            InstantSource clock,
            UndocumentedMns undocumented) {
        this.answerFaults = new AnswerFaults(queues);
        this.tokens = tokens;
        this.clock = clock;
        on(
                Fault.Delay.class,
                (fault, request, next) -> delays.before(fault.duration(), request, next));
        on(Fault.Status.class, (fault, request, next) -> status(fault));
        on(Fault.ServiceError.class, (fault, request, next) -> error(fault, request));
        on(Fault.DropBefore.class, (fault, request, next) -> Answer.DROPPED);
        on(Fault.DropAfter.class, (fault, request, next) -> next.answer(request).dropped());
        on(Fault.ExpireTokens.class, (fault, request, next) -> expireTokens(request, next));
        on(
                Fault.EmptyAtOnce.class,
                (fault, request, next) -> MnsErrors.empty(request, undocumented));
        on(
                Fault.DelayAfter.class,
                (fault, request, next) -> delays.after(fault.duration(), request, next));
        on(
                Fault.EndlessBody.class,
                (fault, request, next) -> next.answer(request).withoutEnd(Ending.ENDLESS_BODY));
        on(
                Fault.EndlessHeaders.class,
                (fault, request, next) -> next.answer(request).withoutEnd(Ending.ENDLESS_HEADERS));
        on(Fault.HtmlPage.class, (fault, request, next) -> PAGE);
        on(Fault.ClockSkew.class, (fault, request, next) -> skewed(fault, request, next));
    }

    /** Answers a request in place of a service, or around it. */
    private interface Effect<F extends Fault> {
        Answer apply(F fault, Request request, Service next);
    }

    /** Whether a fault happens to a request of this kind, whatever the answer would be. */
    boolean happensTo(RequestKind kind, Fault fault) {
        return effects.containsKey(fault.getClass())
                && (kind == RequestKind.RECEIVE || !(fault instanceof Fault.EmptyAtOnce));
    }

    Service around(Service next, Fault fault) {
        Effect<Fault> effect = effects.get(fault.getClass());
        return request -> effect.apply(fault, request, next);
    }

    /** The effect of a fault on the answer of the services; empty if it has none. */
    Optional<Supplier<Answer>> onAnswer(Fault fault, Request request, Answer answer) {
        return answerFaults.effect(fault, request, answer);
    }

    private <F extends Fault> void on(Class<F> type, Effect<F> effect) {
        effects.put(type, (fault, request, next) -> effect.apply(type.cast(fault), request, next));
    }

    private static Answer status(Fault.Status fault) {
        return fault.body().isEmpty()
                ? Answer.empty(fault.status())
                : Answer.of(fault.status(), fault.contentType(), fault.body());
    }

    private static Answer error(Fault.ServiceError fault, Request request) {
        return MnsService.serves(request)
                ? MnsErrors.answer(request, fault.status(), fault.code(), fault.message())
                : PopErrors.answer(request, fault.status(), fault.code(), fault.message());
    }

    private Answer expireTokens(Request request, Service next) {
        tokens.expireAll();
        return next.answer(request);
    }

    private Answer skewed(Fault.ClockSkew fault, Request request, Service next) {
        Answer answer = next.answer(request);
        String date = HttpDate.format(clock.instant().plus(fault.by()));
        return answer.isDropped() ? answer : answer.withHeader("Date", date);
    }
}
