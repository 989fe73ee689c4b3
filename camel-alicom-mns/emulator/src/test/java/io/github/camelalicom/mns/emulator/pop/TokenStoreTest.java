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

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the token service remembers of its tokens and nonces. */
class TokenStoreTest {

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void removesTheOldestTokensOnceTheyHaveExpired() {
        // given
        TokenStore store = new TokenStore(() -> now, Duration.ofSeconds(10));
        String oldest = store.issue(any -> true).accessKeyId();
        now = now.plusSeconds(10);
        String second = store.issue(any -> true).accessKeyId();
        // when
        for (int i = 2; i < TokenStore.KEPT; i++) {
            store.issue(any -> true);
        }
        assertThat(store.find(oldest)).isPresent();
        store.issue(any -> true);
        store.issue(any -> true);
        // then: a valid token stays, however many there are
        assertThat(store.find(oldest)).isEmpty();
        assertThat(store.find(second)).isPresent();
    }

    @Test
    void remembersANonceAsLongAsItsCallCouldBeRepeated() {
        // given
        Nonces nonces = new Nonces(() -> now);
        assertThat(nonces.isNew("a")).isTrue();
        // then
        now = now.plus(Duration.ofMinutes(30));
        assertThat(nonces.isNew("a")).isFalse();
        assertThat(nonces.isNew("b")).isTrue();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(nonces.isNew("c")).isTrue();
        assertThat(nonces.size()).isEqualTo(2);
    }
}
