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

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A key whose signatures MNS accepts.
 *
 * @param securityToken the token that must be sent with it, null for the account's own key
 * @param expires null for the account's own key
 * @param queues the names it may use
 */
public record AccessKey(
        String id, String secret, String securityToken, Instant expires, Predicate<String> queues) {

    /** Finds a key by its id. */
    @FunctionalInterface
    public interface Lookup extends Function<String, Optional<AccessKey>> {}

    /** The key of an account: no token, no end, and the right to manage its queues. */
    public static AccessKey ofAccount(String id, String secret, Predicate<String> queues) {
        return new AccessKey(id, secret, null, null, queues);
    }

    boolean isOfAccount() {
        return securityToken == null;
    }

    boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
