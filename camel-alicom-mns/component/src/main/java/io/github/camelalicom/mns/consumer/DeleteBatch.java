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
package io.github.camelalicom.mns.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsQueue.DeleteFailure;

/**
 * Finished messages of which one request asks to be deleted, each by the handle that it had then.
 * The handle may be replaced while the request is under way, by a late answer to an extension.
 */
record DeleteBatch(List<Delivery> deliveries, List<String> handles) {

    static DeleteBatch of(List<Delivery> deliveries) {
        return new DeleteBatch(
                List.copyOf(deliveries), deliveries.stream().map(Delivery::handle).toList());
    }

    int size() {
        return deliveries.size();
    }

    /** How long an answer is of use. */
    Duration patience(long now) {
        long longest = deliveries.stream().mapToLong(any -> any.leaseLeft(now)).max().orElse(0);
        return Attempt.patience(longest);
    }

    /** The request was sent, and may or may not have been done. */
    void unsure() {
        deliveries.forEach(delivery -> delivery.settling().deleteUnsure());
    }

    /** The request is not waited for any longer. */
    void overdue() {
        unsure();
        deliveries.forEach(delivery -> delivery.settling().overdue());
    }

    /** The request was overdue, and is answered. */
    void answeredLate() {
        deliveries.forEach(delivery -> delivery.settling().answered());
    }

    /** Whether the failure may be that of a request for several messages only. */
    boolean mayPassSingly(MnsException e) {
        boolean refused =
                switch (e.kind()) {
                    case DENIED, REJECTED, HANDLE_LOST, MESSAGE_GONE -> true;
                    default -> false;
                };
        return refused && size() > 1;
    }

    /** Those that the answer says were not deleted, and why. */
    Map<Delivery, DeleteFailure> failures(List<DeleteFailure> answer) {
        Map<Delivery, DeleteFailure> failures = new HashMap<>();
        for (DeleteFailure failure : answer) {
            int index = size() == 1 ? 0 : handles.indexOf(failure.receiptHandle());
            if (index >= 0) {
                failures.putIfAbsent(deliveries.get(index), named(failure, index));
            }
        }
        return failures;
    }

    /** A single one is meant whatever the answer calls it. */
    private DeleteFailure named(DeleteFailure failure, int index) {
        return new DeleteFailure(handles.get(index), failure.kind(), failure.code());
    }

    /**
     * Those of which the answer does not say whether they were deleted: when it names a handle that
     * was not asked for, that may mean any of those that it does not name.
     */
    List<Delivery> undecided(List<DeleteFailure> answer) {
        boolean understood =
                answer.stream().map(DeleteFailure::receiptHandle).allMatch(handles::contains);
        if (understood || size() == 1) {
            return List.of();
        }
        Set<Delivery> named = failures(answer).keySet();
        return deliveries.stream().filter(delivery -> !named.contains(delivery)).toList();
    }
}
