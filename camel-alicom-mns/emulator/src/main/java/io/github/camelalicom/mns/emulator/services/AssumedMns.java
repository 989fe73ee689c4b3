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

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.AssumptionTopic;
import io.github.camelalicom.mns.emulator.mns.MnsOperation;
import io.github.camelalicom.mns.emulator.mns.UndocumentedMns;

/** Applies the chosen assumptions to the queues; the defaults are in the interface. */
public final class AssumedMns implements UndocumentedMns {

    private static final Duration CAP = Duration.ofSeconds(5);

    private final Assumptions assumptions;

    public AssumedMns(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    @Override
    public Refusal refusedToken() {
        return switch (assumptions.of(AssumptionTopic.REFUSED_TOKEN)) {
            case REFUSED_TOKEN_403_INVALID_ACCESS_KEY_ID ->
                    new Refusal(
                            403,
                            "InvalidAccessKeyId",
                            "The AccessKey Id you provided is not exist.");
            case REFUSED_TOKEN_401_SECURITY_TOKEN_EXPIRED ->
                    new Refusal(
                            401,
                            "SecurityTokenExpired",
                            "The security token you provided has expired.");
            case REFUSED_TOKEN_400_INVALID_SECURITY_TOKEN ->
                    new Refusal(
                            400,
                            "InvalidSecurityToken",
                            "The security token you provided is invalid.");
            case REFUSED_TOKEN_408_TIME_EXPIRED -> UndocumentedMns.super.expiredRequest();
            default -> UndocumentedMns.super.refusedToken();
        };
    }

    @Override
    public Refusal expiredRequest() {
        Refusal documented = UndocumentedMns.super.expiredRequest();
        return assumptions.hold(Assumption.EXPIRED_REQUEST_400)
                ? new Refusal(400, documented.code(), documented.message())
                : documented;
    }

    @Override
    public Refusal unknownQueue() {
        return assumptions.hold(Assumption.UNKNOWN_QUEUE_403)
                ? Refusal.ACCESS_DENIED
                : UndocumentedMns.super.unknownQueue();
    }

    @Override
    public boolean allows(MnsOperation operation) {
        return switch (operation) {
            case BATCH_DELETE -> !assumptions.hold(Assumption.BATCH_DELETE_REFUSED);
            case CHANGE_VISIBILITY -> !assumptions.hold(Assumption.VISIBILITY_CHANGE_REFUSED);
            default -> UndocumentedMns.super.allows(operation);
        };
    }

    @Override
    public Duration longestPoll() {
        return switch (assumptions.of(AssumptionTopic.LONG_POLLS)) {
            case LONG_POLLS_EMPTY_AT_ONCE -> Duration.ZERO;
            case LONG_POLLS_CAPPED -> CAP;
            default -> UndocumentedMns.super.longestPoll();
        };
    }

    @Override
    public int emptyStatus() {
        return switch (assumptions.of(AssumptionTopic.EMPTY_QUEUE)) {
            case EMPTY_QUEUE_200_EMPTY_LIST -> 200;
            case EMPTY_QUEUE_204 -> 204;
            default -> UndocumentedMns.super.emptyStatus();
        };
    }

    @Override
    public FailedDeletes failedDeletes() {
        return switch (assumptions.of(AssumptionTopic.DELETE_FAILURE)) {
            case DELETE_FAILURE_200_LIST -> new FailedDeletes(200, true, "");
            case DELETE_FAILURE_404_PLAIN -> new FailedDeletes(404, false, "");
            case DELETE_FAILURE_PADDED_HANDLES -> new FailedDeletes(404, true, "\n      ");
            default -> UndocumentedMns.super.failedDeletes();
        };
    }

    @Override
    public ChangedVisibility changedVisibility() {
        return switch (assumptions.of(AssumptionTopic.VISIBILITY_CHANGE)) {
            case VISIBILITY_CHANGE_WITHOUT_ROTATION -> new ChangedVisibility(false, true, true);
            case VISIBILITY_CHANGE_WITHOUT_NEXT_VISIBLE_TIME ->
                    new ChangedVisibility(true, false, true);
            case VISIBILITY_CHANGE_WITHOUT_BODY -> new ChangedVisibility(false, false, false);
            default -> UndocumentedMns.super.changedVisibility();
        };
    }

    @Override
    public boolean saysMessageNotExist(boolean messageIsDeleted) {
        return switch (assumptions.of(AssumptionTopic.STALE_HANDLE)) {
            case STALE_HANDLE_RECEIPT_HANDLE_ERROR -> false;
            case STALE_HANDLE_MESSAGE_NOT_EXIST -> true;
            default -> UndocumentedMns.super.saysMessageNotExist(messageIsDeleted);
        };
    }
}
