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

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.emulator.Fault;
import io.github.camelalicom.mns.emulator.RequestKind;
import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.mns.MnsOperation;
import io.github.camelalicom.mns.emulator.mns.Queues;

/** Implements the faults that depend on an answer: of messages, or of a certain length. */
final class AnswerFaults {

    private static final Pattern HANDLE = Pattern.compile("<ReceiptHandle>([^<]*)<");

    private final Queues queues;

    AnswerFaults(Queues queues) {
        this.queues = queues;
    }

    /** The effect of a fault on an answer; empty if it has none. */
    Optional<Supplier<Answer>> effect(Fault fault, Request request, Answer answer) {
        if (fault instanceof Fault.CutBody cut) {
            return effect(answer.sentBytes() > cut.bytes(), () -> answer.cutAfter(cut.bytes()));
        }
        if (fault instanceof Fault.UnreadableEntry entry) {
            return effect(
                    hasMessages(request, answer),
                    () -> answer.withBody(entry.part().spoil(answer.body())));
        }
        if (fault instanceof Fault.DuplicateDelivery) {
            return effect(hasMessages(request, answer), () -> deliverAgain(request, answer));
        }
        return Optional.empty();
    }

    private static Optional<Supplier<Answer>> effect(boolean exists, Supplier<Answer> effect) {
        return exists ? Optional.of(effect) : Optional.empty();
    }

    private static boolean hasMessages(Request request, Answer answer) {
        return RequestKinds.of(request) == RequestKind.RECEIVE
                && HANDLE.matcher(answer.bodyText()).find();
    }

    private Answer deliverAgain(Request request, Answer answer) {
        Matcher handle = HANDLE.matcher(answer.bodyText());
        while (handle.find()) {
            String given = handle.group(1);
            MnsOperation.queueName(request)
                    .flatMap(queues::find)
                    .ifPresent(queue -> queue.release(given, request.origin()));
        }
        return answer;
    }
}
