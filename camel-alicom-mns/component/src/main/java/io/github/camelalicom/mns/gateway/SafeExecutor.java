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

import java.util.concurrent.Executor;

/** Hands work to another thread, or does it on this one where there is no other. */
final class SafeExecutor {

    private SafeExecutor() {}

    /** Work that a future depends on must not be lost when the threads have ended. */
    static void over(Executor executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (Exception | Error e) {
            work.run();
        }
    }
}
