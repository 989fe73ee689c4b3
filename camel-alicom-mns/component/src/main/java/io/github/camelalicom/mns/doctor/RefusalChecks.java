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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.camelalicom.mns.gateway.AccountProbe;
import io.github.camelalicom.mns.gateway.AccountProbe.Answer;
import io.github.camelalicom.mns.gateway.GatewaySettings;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * How the service refuses what it should refuse: requests that have no effect on the queue. Only
 * whether deletes may be sent in batches matters to users; the rest tells whether the emulator's
 * assumptions hold.
 */
final class RefusalChecks {

    /** Never given by MNS. */
    private static final List<String> HANDLES =
            List.of("1-doctor-0000000000000001-1-1", "1-doctor-0000000000000002-1-1");

    /** More than the 15 minutes that MNS allows, also if the clock of this machine is wrong. */
    private static final Duration EXPIRED = Duration.ofDays(1);

    private static final String OWN_TYPE = "own-type";
    private static final String ANY_QUEUE = "any-queue";

    private final AccountProbe probe;
    private final GatewaySettings settings;
    private final DoctorReport.Builder report;

    private boolean batchAllowed;

    /** Which queues a token opens, as a delete has shown; null if none has. */
    private String tokenScope;

    RefusalChecks(AccountProbe probe, GatewaySettings settings, DoctorReport.Builder report) {
        this.probe = probe;
        this.settings = settings;
        this.report = report;
    }

    void check() {
        try {
            checkBatchDelete(probe.delete(HANDLES));
        } catch (MnsException e) {
            warnOfDeletes(e);
        }
        answered(
                () -> probe.receiveFrom("doctor-" + settings.queueName()), this::checkUnknownQueue);
        answered(
                probe::receiveWithWrongToken,
                answer -> report.seen(Assumed.REFUSED_TOKEN, refusal(answer)));
        answered(() -> probe.deleteLate(HANDLES, EXPIRED), this::checkExpiredRequest);
    }

    /** Without an answer of MNS itself nothing is known. */
    private static void answered(Supplier<Answer> request, Consumer<Answer> check) {
        Answer answer;
        try {
            answer = request.get();
        } catch (MnsException e) {
            return;
        }
        if (answer.isConclusive()) {
            check.accept(answer);
        }
    }

    private void checkBatchDelete(Answer answer) {
        if (!answer.isConclusive()) {
            warnOfDeletes(answer.failure());
        } else if (answer.status() == 403) {
            report.seen(Assumed.BATCH_DELETE, "refused");
            report.warning(
                    "batch delete",
                    "is refused with 403",
                    "Nothing: messages are deleted one by one, which costs more requests.");
        } else if (answer.failure() != null
                && answer.status() != 404
                && answer.records().isEmpty()) {
            warnOfDeletes(answer.failure());
        } else {
            batchAllowed = true;
            report.seen(Assumed.BATCH_DELETE, "allowed");
            report.ok("batch delete", "is allowed");
            report.seen(Assumed.DELETE_FAILURE, deleteFailure(answer));
            checkTokenScope();
        }
    }

    /** Such as a proxy that lets receives through. */
    private void warnOfDeletes(MnsException failure) {
        report.warning(
                "batch delete",
                "failed: " + failure.getMessage(),
                "Messages that cannot be deleted are redelivered. " + Remedies.of(failure));
    }

    private static String deleteFailure(Answer answer) {
        Set<String> handles =
                answer.records().stream()
                        .map(record -> record.getOrDefault("ReceiptHandle", ""))
                        .collect(Collectors.toSet());
        boolean stripped =
                handles.stream().map(String::strip).anyMatch(HANDLES::contains)
                        && handles.stream().noneMatch(HANDLES::contains);
        if (stripped) {
            return "padded-handles";
        } else if (handles.stream().anyMatch(HANDLES::contains)) {
            return answer.status() + "-list";
        }
        return answer.status() == 404 ? "404-plain" : statusAndCode(answer);
    }

    /**
     * By a delete with a token of another type: it is refused if that token does not open the
     * queue, and has no effect if it does. A receive could take a message away.
     */
    private void checkTokenScope() {
        answered(
                () -> probe.deleteWithTokenOf(otherType(), HANDLES),
                answer -> {
                    if (answer.status() == 403) {
                        seenScope(OWN_TYPE);
                    } else if (isDeleteAnswer(answer)) {
                        seenScope(ANY_QUEUE);
                    }
                });
    }

    private void seenScope(String scope) {
        tokenScope = scope;
        report.seen(Assumed.TOKEN_SCOPE, scope);
    }

    private String otherType() {
        return "SmsUp".equals(settings.messageType()) ? "SmsReport" : "SmsUp";
    }

    /** A refusal with 403 tells nothing: the queue may be unknown, or the token not open it. */
    private void checkUnknownQueue(Answer answer) {
        if (answer.status() == 404 && "QueueNotExist".equals(answer.code())) {
            report.seen(Assumed.UNKNOWN_QUEUE, "404");
            // else MNS looks for the queue before it looks at the token
            if (tokenScope == null) {
                seenScope(ANY_QUEUE);
            }
        } else if (answer.status() == 403 && ANY_QUEUE.equals(tokenScope)) {
            report.seen(Assumed.UNKNOWN_QUEUE, "403");
        }
    }

    private static String refusal(Answer answer) {
        return answer.failure() == null ? "accepted" : statusAndCode(answer);
    }

    private void checkExpiredRequest(Answer answer) {
        if ("TimeExpired".equals(answer.code())) {
            report.seen(Assumed.EXPIRED_REQUEST, String.valueOf(answer.status()));
        } else if (isDeleteAnswer(answer)) {
            report.seen(Assumed.EXPIRED_REQUEST, "accepted");
        } else if (batchAllowed) {
            report.seen(Assumed.EXPIRED_REQUEST, statusAndCode(answer));
        }
    }

    /** Whether it is about the handles: so the request as such was accepted. */
    private static boolean isDeleteAnswer(Answer answer) {
        return answer.failure() == null
                || answer.failure().kind() == Kind.HANDLE_LOST
                || answer.failure().kind() == Kind.MESSAGE_GONE;
    }

    /** As the emulator names its answers: 403-access-denied. */
    private static String statusAndCode(Answer answer) {
        return answer.code() == null
                ? "status " + answer.status()
                : answer.status()
                        + "-"
                        + answer.code()
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                                .toLowerCase(Locale.ROOT);
    }
}
