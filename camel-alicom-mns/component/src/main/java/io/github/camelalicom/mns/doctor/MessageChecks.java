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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.camelalicom.mns.gateway.AccountProbe;
import io.github.camelalicom.mns.gateway.AccountProbe.Answer;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.ReceiptBody;
import io.github.camelalicom.mns.receipt.ReceiptParser;

/** One message: its body, its lease, and whether it can be made visible again. */
final class MessageChecks {

    private static final Duration SHORT_LEASE = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofSeconds(4);

    private final AccountProbe probe;
    private final String messageType;
    private final boolean verifyBodyDigest;
    private final DoctorReport.Builder report;

    MessageChecks(
            AccountProbe probe,
            String messageType,
            boolean verifyBodyDigest,
            DoctorReport.Builder report) {
        this.probe = probe;
        this.messageType = messageType;
        this.verifyBodyDigest = verifyBodyDigest;
        this.report = report;
    }

    /** Visibility first, so that the message is hidden for as short as can be. */
    void check(ReceivedMessage message) {
        Optional<Answer> visibility = changeVisibility(message);
        checkBody(message);
        checkLease(message);
        visibility.ifPresent(answer -> checkVisibility(message, answer));
    }

    /** Empty without an answer of MNS itself: nothing is known then. */
    private Optional<Answer> changeVisibility(ReceivedMessage message) {
        try {
            Answer answer = probe.changeVisibility(message.receiptHandle(), SOON);
            if (!answer.isConclusive()) {
                throw answer.failure();
            }
            return Optional.of(answer);
        } catch (MnsException e) {
            report.warning("visibility", e.getMessage(), Remedies.of(e));
            return Optional.empty();
        }
    }

    private void checkBody(ReceivedMessage message) {
        report.seen(Assumed.BODY, isPlain(message.body()) ? "plain" : "base64");
        checkDigest(message);
        Set<String> differing = new TreeSet<>();
        try {
            new ReceiptParser((type, field, kind) -> differing.add(field))
                    .parse(messageType, message.body());
        } catch (InvalidReceiptException e) {
            report.warning(
                    "body",
                    "not a receipt (" + e.getReason() + ")",
                    "Handle InvalidReceiptException in the route.");
            return;
        }
        if (differing.isEmpty()) {
            report.ok("body", "a receipt of type " + messageType);
        } else {
            report.warning(
                    "body",
                    "fields differ from those documented: " + differing,
                    "Nothing: they are in properties(). Please report them.");
        }
    }

    private void checkDigest(ReceivedMessage message) {
        String digest;
        try {
            digest = digest(message);
        } catch (IllegalStateException e) {
            // without MD5, which is reported already if consumers need it
            return;
        }
        report.seen(Assumed.DIGEST, digest);
        if (digest.equals("of-another-text")) {
            wrongDigest("MessageBodyMD5 is not that of the body");
        } else {
            report.ok("digest", digest.replace('-', ' '));
        }
    }

    private void wrongDigest(String problem) {
        if (verifyBodyDigest) {
            report.failed(
                    "digest",
                    problem + ": consumers take it for an invalid receipt",
                    "Set verifyBodyDigest=false, and report it, if every message has it.");
        } else {
            report.warning("digest", problem, "Keep verifyBodyDigest=false, and report it.");
        }
    }

    private static boolean isPlain(String body) {
        return body.stripLeading().startsWith("{");
    }

    private static String digest(ReceivedMessage message) {
        String stated = message.bodyMd5();
        if (stated == null || stated.isBlank()) {
            return "missing";
        } else if (ReceiptBody.matchesWireDigest(message.body(), stated)) {
            return "of-wire";
        }
        return ReceiptBody.matchesDigest(message.body(), stated) ? "of-text" : "of-another-text";
    }

    private void checkLease(ReceivedMessage message) {
        String text = "messages are invisible for " + Finding.text(message.lease());
        if (message.lease().compareTo(SHORT_LEASE) >= 0) {
            report.ok("lease", text);
        } else {
            report.warning("lease", text, "Extensions are frequent; keep extendVisibility on.");
        }
    }

    private void checkVisibility(ReceivedMessage message, Answer answer) {
        report.seen(Assumed.VISIBILITY_CHANGE, change(message, answer));
        if (answer.failure() != null) {
            report.warning(
                    "visibility",
                    "a change of visibility is refused: " + answer.failure().getMessage(),
                    "Receiving works. Leases cannot be extended, and redeliveryDelay has"
                            + " no effect: keep routes shorter than the lease. The message"
                            + " of this check is visible again when its lease expires.");
            return;
        }
        report.seen(
                Assumed.SLOW_ANSWERS, answer.took().compareTo(SLOW) < 0 ? "none" : "to-visibility");
        report.ok("visibility", "can be changed; the message is visible again in 1 s");
        checkStaleHandle(message, answer);
    }

    private static String change(ReceivedMessage message, Answer answer) {
        String handle = answer.fields().get("ReceiptHandle");
        if (answer.status() == 403) {
            return "refused";
        } else if (answer.failure() != null) {
            return "status " + answer.status() + " " + answer.code();
        } else if (answer.blank() || handle == null) {
            return "without-body";
        } else if (handle.equals(message.receiptHandle())) {
            return "without-rotation";
        }
        return answer.fields().containsKey("NextVisibleTime")
                ? "allowed"
                : "without-next-visible-time";
    }

    /** By another change of visibility: harmless if the old handle is still valid. */
    private void checkStaleHandle(ReceivedMessage message, Answer changed) {
        String fresh = changed.fields().get("ReceiptHandle");
        if (fresh == null || fresh.equals(message.receiptHandle())) {
            return;
        }
        String code = changeVisibility(message).map(Answer::code).orElse(null);
        if ("MessageNotExist".equals(code)) {
            report.seen(Assumed.STALE_HANDLE, "message-not-exist");
        } else if ("ReceiptHandleError".equals(code)) {
            // the message is not deleted: both other assumptions expect this code
            report.seen(Assumed.STALE_HANDLE, "by-state");
        }
    }
}
