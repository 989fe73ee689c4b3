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
package io.github.camelalicom.mns.doctor;

import java.time.Duration;

import io.github.camelalicom.mns.gateway.AccountProbe;
import io.github.camelalicom.mns.gateway.AccountProbe.Answer;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** One receive, and a second one that waits if the first brought nothing. */
final class QueueChecks {

    /** Longer than a server that caps long polls is assumed to wait. */
    private static final Duration WAIT = Duration.ofSeconds(7);

    private static final Duration HELD_AT_LEAST = Duration.ofMillis(6_500);
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final AccountProbe probe;
    private final MessageChecks messages;
    private final DoctorReport.Builder report;

    QueueChecks(AccountProbe probe, MessageChecks messages, DoctorReport.Builder report) {
        this.probe = probe;
        this.messages = messages;
        this.report = report;
    }

    /**
     * @return whether the queue can be received from
     */
    boolean check() {
        try {
            Answer first = probe.receive(Duration.ZERO);
            Answer answer = isEmpty(first) ? probe.receive(WAIT) : first;
            if (answer.failure() != null) {
                failed(answer.failure());
                return false;
            }
            received(first, answer);
            return true;
        } catch (MnsException e) {
            failed(e);
            return false;
        }
    }

    private void failed(MnsException e) {
        report.failed("receive", e.getMessage(), Remedies.of(e));
    }

    private static boolean isEmpty(Answer answer) {
        return answer.failure() == null && answer.messages().isEmpty();
    }

    private void received(Answer first, Answer answer) {
        if (isEmpty(first)) {
            report.seen(Assumed.EMPTY_QUEUE, emptyAnswer(first));
        }
        if (isEmpty(answer)) {
            report.ok("receive", "works; the queue is empty");
            checkLongPoll(answer);
            report.skipped(
                    "message",
                    "the queue is empty: body, lease and visibility were not checked; send"
                            + " a message, and run the check before it is consumed");
            return;
        }
        ReceivedMessage message = answer.messages().get(0);
        report.ok("receive", "works; one message was received");
        report.skipped("long polls", "the queue is not empty");
        messages.check(message);
    }

    private static String emptyAnswer(Answer answer) {
        return switch (answer.status()) {
            case 404 -> "404";
            case 204 -> "204";
            case 200 -> "200-empty-list";
            default -> "status " + answer.status();
        };
    }

    private void checkLongPoll(Answer poll) {
        String took = Finding.text(poll.took());
        boolean held = poll.took().compareTo(HELD_AT_LEAST) >= 0;
        boolean atOnce = poll.took().compareTo(AT_ONCE) < 0;
        report.seen(Assumed.LONG_POLLS, held ? "held" : atOnce ? "empty-at-once" : "capped");
        if (held) {
            report.ok("long polls", "are held for the whole wait (" + took + ")");
        } else {
            report.warning(
                    "long polls",
                    "a poll of " + WAIT.toSeconds() + " s came back after " + took,
                    "Receipts may arrive up to 11 s later, since polls of an empty queue pause"
                            + " between them. Please report it.");
        }
    }
}
