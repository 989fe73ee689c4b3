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

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where a request gets its token from. Nothing blocks; futures complete in a bounded time. */
interface TokenProvider extends AutoCloseable {

    /** The present token; fetched if there is none that is valid. */
    CompletableFuture<MnsToken> current();

    /** A valid token other than the refused one, fetched unless that was done meanwhile. */
    CompletableFuture<MnsToken> renew(MnsToken refused);

    /** The times of the present token, if there is one. */
    Optional<TokenTimes> times();

    @Override
    void close();
}
