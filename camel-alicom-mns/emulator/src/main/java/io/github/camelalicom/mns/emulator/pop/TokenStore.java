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

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** The temporary keys issued so far. */
@Provenance(
        value = Basis.ASSUMED,
        source =
                "the lifetime is not documented and an option here; no difference to a client that"
                        + " reads the end of each token, see the assumption token-end")
public final class TokenStore {

    private static final int SECRET_BYTES = 33;
    private static final int TOKEN_BYTES = 450;

    /** With so many tokens the oldest are removed once they have expired, to bound the memory. */
    static final int KEPT = 10_000;

    // guarded by this; the oldest first
    private final Map<String, IssuedToken> tokens = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;
    private final Duration lifetime;

    public TokenStore(InstantSource clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    public synchronized Optional<IssuedToken> find(String accessKeyId) {
        return Optional.ofNullable(tokens.get(accessKeyId));
    }

    /** Expires every token issued so far. */
    public synchronized void expireAll() {
        tokens.replaceAll((id, token) -> token.expired());
    }

    synchronized IssuedToken issue(Predicate<String> queues) {
        Instant now = clock.instant();
        IssuedToken token =
                new IssuedToken(
                        "STS.NU" + random(18).replaceAll("[^A-Za-z0-9]", "x"),
                        random(SECRET_BYTES),
                        "CAIS" + random(TOKEN_BYTES),
                        now,
                        now.plus(lifetime),
                        queues);
        tokens.put(token.accessKeyId(), token);
        removeSurplus(now);
        return token;
    }

    private void removeSurplus(Instant now) {
        Iterator<IssuedToken> oldest = tokens.values().iterator();
        while (tokens.size() > KEPT && oldest.hasNext() && !oldest.next().expires().isAfter(now)) {
            oldest.remove();
        }
    }

    private String random(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return Base64.getEncoder().encodeToString(noise);
    }
}
