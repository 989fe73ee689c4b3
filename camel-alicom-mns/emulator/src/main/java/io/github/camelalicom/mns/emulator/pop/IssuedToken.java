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
package io.github.camelalicom.mns.emulator.pop;

import java.time.Instant;
import java.util.function.Predicate;

/**
 * A temporary key issued by the token service.
 *
 * @param queues the queue names for which it is valid
 */
public record IssuedToken(
        String accessKeyId,
        String accessKeySecret,
        String securityToken,
        Instant created,
        Instant expires,
        Predicate<String> queues) {

    /** The same, expired at any time, even if the clock is set back. */
    IssuedToken expired() {
        return new IssuedToken(
                accessKeyId, accessKeySecret, securityToken, created, Instant.MIN, queues);
    }

    @Override
    public String toString() {
        return "IssuedToken[" + accessKeyId + ", expires " + expires + "]";
    }
}
