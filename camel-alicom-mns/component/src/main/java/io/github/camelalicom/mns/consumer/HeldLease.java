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

import io.github.camelalicom.mns.gateway.ReceivedMessage;

/**
 * The lease of one delivery: which handle is valid, when the lease ends, and whether both are
 * certain.
 *
 * <p>An overdue extension may have replaced the handle: until it is answered, a refusal of the
 * handle does not prove that the lease has ended. Each replacement of the handle starts a new
 * generation; answers to extensions of an earlier generation have no effect.
 */
final class HeldLease {

    // guarded by this
    private String handle;
    private int generation;
    private long end;
    private long renewAt;
    private int overdue;
    private boolean refused;
    private boolean setManually;

    HeldLease(ReceivedMessage message, long receivedAt) {
        this.handle = message.receiptHandle();
        setTimes(receivedAt, receivedAt + message.lease().toNanos());
    }

    private void setTimes(long start, long newEnd) {
        end = newEnd;
        renewAt = newEnd - (newEnd - start) / 3;
    }

    /** The only handle that the queue accepts now. */
    synchronized String handle() {
        return handle;
    }

    /** How often the handle was replaced. */
    synchronized int generation() {
        return generation;
    }

    /** The time left, in nanoseconds; negative when the lease is over. */
    synchronized long left(long now) {
        return end - now;
    }

    /** When a third of the lease is left. */
    synchronized long renewAt() {
        return renewAt;
    }

    /** Whether an extension is overdue that may have replaced the handle. */
    synchronized boolean isUnsure() {
        return overdue > 0;
    }

    /** Whether the queue has refused the present handle. */
    synchronized boolean isRefused() {
        return refused;
    }

    /**
     * Replaces the handle. If two extensions with the same handle succeed, the one whose lease ends
     * last counts.
     *
     * @param askedIn the generation in which the extension was sent
     */
    synchronized void replace(int askedIn, String newHandle, long start, long newEnd) {
        if (askedIn == generation || newEnd - end > 0) {
            handle = newHandle;
            generation++;
            overdue = 0;
            refused = false;
            setTimes(start, newEnd);
        }
    }

    /** The route decides when the message is visible again. */
    synchronized void setManually() {
        setManually = true;
    }

    /** Whether the route has set the end of the lease, so that it is neither extended nor reset. */
    synchronized boolean isSetManually() {
        return setManually;
    }

    /** An extension is overdue. */
    synchronized void overdue(int askedIn) {
        overdue += askedIn == generation ? 1 : 0;
    }

    /** An overdue extension has failed. */
    synchronized void failed(int askedIn, long now) {
        overdue -= askedIn == generation ? 1 : 0;
        endIfRefused(now);
    }

    /** The queue does not know the handle of this generation. */
    synchronized void refused(int askedIn, long now) {
        refused |= askedIn == generation;
        endIfRefused(now);
    }

    /** The queue does not know the present handle. */
    synchronized void refused(long now) {
        refused(generation, now);
    }

    private void endIfRefused(long now) {
        if (refused && overdue == 0 && end - now > 0) {
            end = now;
        }
    }
}
