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

/**
 * The lease of one delivery: which handle is valid, until when, and how sure that is.
 *
 * <p>An extension that is overdue may have replaced the handle: until it is answered, a refusal of
 * the handle is no proof that the lease is lost. When the handle is replaced, extensions that asked
 * with the one before say nothing any more: they belong to an earlier generation.
 */
final class HeldLease {

    // guarded by this
    private String handle;
    private int generation;
    private long end;
    private long renewAt;
    private int overdue;
    private boolean refused;

    HeldLease(String handle, long start, long end) {
        this.handle = handle;
        setTimes(start, end);
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

    /** What is left of it, in nanoseconds; negative when it is over. */
    synchronized long left(long now) {
        return end - now;
    }

    /** When a third of it is left. */
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
     * There is a new handle. Of two extensions that succeeded with the same handle the one whose
     * lease ends last counts.
     *
     * @param askedIn the generation in which that was asked
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

    /** An extension is not waited for any longer. */
    synchronized void overdue(int askedIn) {
        overdue += askedIn == generation ? 1 : 0;
    }

    /** An extension that was overdue has failed. */
    synchronized void failed(int askedIn, long now) {
        overdue -= askedIn == generation ? 1 : 0;
        endIfLost(now);
    }

    /** The queue does not know the handle of this generation. */
    synchronized void refused(int askedIn, long now) {
        refused |= askedIn == generation;
        endIfLost(now);
    }

    private void endIfLost(long now) {
        if (refused && overdue == 0 && end - now > 0) {
            end = now;
        }
    }
}
