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
package io.github.camelalicom.mns.gateway;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/** Waits for a call of {@link MnsQueue}, for callers whose thread may block. */
public final class BlockingCall {

    private BlockingCall() {}

    /**
     * Waits until the call is answered; calls are bounded by themselves.
     *
     * @throws MnsException what failed; {@link Kind#CLOSED} when the thread is interrupted or the
     *     call was cancelled
     */
    public static <T> T await(CompletableFuture<T> call) {
        try {
            return call.get();
        } catch (ExecutionException e) {
            throw MnsException.of(e.getCause());
        } catch (CancellationException e) {
            throw new MnsException(Kind.CLOSED, null, "ALICOM-810 The call was cancelled");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MnsException(
                    Kind.CLOSED, null, "ALICOM-811 Interrupted while waiting for MNS");
        }
    }
}
