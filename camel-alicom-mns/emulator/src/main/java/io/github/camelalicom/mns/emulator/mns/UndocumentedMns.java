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
package io.github.camelalicom.mns.emulator.mns;

import java.time.Duration;

/**
 * What MNS does where its documentation leaves it open. The answers may change between two
 * requests. The methods' own answers are the defaults.
 */
public interface UndocumentedMns {

    /** An error that a request is refused with. */
    record Refusal(int status, String code, String message) {

        /** The refusal of an operation that a key may not perform. */
        public static final Refusal ACCESS_DENIED =
                new Refusal(
                        403,
                        "AccessDenied",
                        "The OwnerId that your Access Key Id associated to is forbidden for this"
                                + " operation.");

        MnsException exception() {
            return new MnsException(status, code, message);
        }
    }

    /**
     * How the failed handles of a batch are reported.
     *
     * @param named whether the document names them
     * @param padding white space around each
     */
    record FailedDeletes(int status, boolean named, String padding) {}

    /**
     * How a change of visibility ends.
     *
     * @param rotated whether a new handle replaces the old one
     * @param timeGiven whether the answer has the NextVisibleTime
     * @param bodyGiven whether the answer has a body
     */
    record ChangedVisibility(boolean rotated, boolean timeGiven, boolean bodyGiven) {}

    /** The refusal of a wrong or expired token. */
    default Refusal refusedToken() {
        return Refusal.ACCESS_DENIED;
    }

    /** The refusal of a request whose Date is too far from now. */
    default Refusal expiredRequest() {
        return new Refusal(408, "TimeExpired", "The http request you sent is expired.");
    }

    /** The refusal of a request to a queue that does not exist. */
    default Refusal unknownQueue() {
        return new Refusal(404, "QueueNotExist", "The queue name you provided is not exist.");
    }

    /** Whether a temporary key may perform the operation on a queue that it opens. */
    default boolean allows(MnsOperation operation) {
        return true;
    }

    /** The longest time that a long poll is held. */
    default Duration longestPoll() {
        return Duration.ofSeconds(Limits.WAIT_SECONDS);
    }

    /** The status of a receive that finds nothing: 404 with an error, 200 with a list, or 204. */
    default int emptyStatus() {
        return 404;
    }

    default FailedDeletes failedDeletes() {
        return new FailedDeletes(404, true, "");
    }

    default ChangedVisibility changedVisibility() {
        return new ChangedVisibility(true, true, true);
    }

    /** Whether an invalid handle is refused with MessageNotExist. */
    default boolean saysMessageNotExist(boolean messageIsDeleted) {
        return messageIsDeleted;
    }
}
