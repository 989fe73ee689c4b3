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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.UnreadablePart;
import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Answer.Ending;
import io.github.camelalicom.mns.emulator.http.HttpDate;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;
import io.github.camelalicom.mns.emulator.mns.MnsErrors;
import io.github.camelalicom.mns.emulator.mns.MnsOperation;
import io.github.camelalicom.mns.emulator.mns.MnsService;
import io.github.camelalicom.mns.emulator.mns.Queues;
import io.github.camelalicom.mns.emulator.mns.UndocumentedMns;
import io.github.camelalicom.mns.emulator.pop.PopErrors;
import io.github.camelalicom.mns.emulator.pop.TokenStore;

/** Implements the faults: each one wraps the service that would have answered. */
public final class FaultEffects {

    private static final Pattern HANDLE = Pattern.compile("<ReceiptHandle>([^<]*)<");

    private static final Answer PAGE =
            Answer.of(
                    200,
                    "text/html;charset=utf-8",
                    "<!DOCTYPE html><html><head><title>Sign in</title></head>"
                            + "<body><p>Please sign in.</p></body></html>");

    private final Map<Class<? extends Fault>, Effect<Fault>> effects = new HashMap<>();
    private final Queues queues;
    private final TokenStore tokens;
    private final InstantSource clock;
    private final UndocumentedMns undocumented;

    public FaultEffects(
            Queues queues,
            TokenStore tokens,
            Delays delays,
            InstantSource clock,
            UndocumentedMns undocumented) {
        this.queues = queues;
        this.tokens = tokens;
        this.clock = clock;
        this.undocumented = undocumented;
        on(
                Fault.Delay.class,
                (fault, request, next) -> delays.before(fault.duration(), request, next));
        on(Fault.Status.class, (fault, request, next) -> status(fault));
        on(Fault.ServiceError.class, (fault, request, next) -> error(fault, request));
        on(Fault.DropBefore.class, (fault, request, next) -> Answer.DROPPED);
        on(Fault.DropAfter.class, (fault, request, next) -> next.answer(request).dropped());
        on(
                Fault.CutBody.class,
                (fault, request, next) -> next.answer(request).cutAfter(fault.bytes()));
        on(Fault.ExpireTokens.class, (fault, request, next) -> expireTokens(request, next));
        on(Fault.DuplicateDelivery.class, (fault, request, next) -> deliverAgain(request, next));
        on(Fault.EmptyAtOnce.class, (fault, request, next) -> emptyAtOnce(request, next));
        on(
                Fault.DelayAfter.class,
                (fault, request, next) -> delays.after(fault.duration(), request, next));
        on(
                Fault.UnreadableEntry.class,
                (fault, request, next) -> unreadable(fault.part(), request, next));
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

    Service around(Service next, Fault fault) {
        Effect<Fault> effect = effects.get(fault.getClass());
        return request -> effect.apply(fault, request, next);
    }

    private static Answer unreadable(UnreadablePart part, Request request, Service next) {
        Answer answer = next.answer(request);
        boolean receive = RequestKinds.of(request) == RequestKind.RECEIVE;
        return receive ? answer.withBody(part.spoil(answer.body())) : answer;
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

    private Answer deliverAgain(Request request, Service next) {
        Answer answer = next.answer(request);
        boolean receive = RequestKinds.of(request) == RequestKind.RECEIVE;
        Matcher handle = HANDLE.matcher(receive ? answer.bodyText() : "");
        while (handle.find()) {
            String given = handle.group(1);
            MnsOperation.queueName(request)
                    .flatMap(queues::find)
                    .ifPresent(queue -> queue.release(given, request.origin()));
        }
        return answer;
    }

    private Answer emptyAtOnce(Request request, Service next) {
        boolean receive = RequestKinds.of(request) == RequestKind.RECEIVE;
        return receive ? MnsErrors.empty(request, undocumented) : next.answer(request);
    }

    private Answer skewed(Fault.ClockSkew fault, Request request, Service next) {
        Answer answer = next.answer(request);
        String date = HttpDate.format(clock.instant().plus(fault.by()));
        return answer.isDropped() ? answer : answer.withHeader("Date", date);
    }
}
