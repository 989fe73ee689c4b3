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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenRenewalLimiterTest {

    private final AtomicLong time = new AtomicLong();
    private final TokenRenewalLimiter renewals = new TokenRenewalLimiter(time::get, () -> 0);

    @Test
    void whatIsAlwaysRefusedAsksForATokenMoreAndMoreRarely() {
        int fetches = 0;
        for (int second = 0; second < 600; second++) {
            if (renewals.worthwhile(RequestKind.CHANGE_VISIBILITY)) {
                fetches++;
                renewals.toNoEffect(RequestKind.CHANGE_VISIBILITY);
            }
            time.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(fetches).isBetween(10, 16);
        assertThat(renewals.worthwhile(RequestKind.RECEIVE)).isTrue();
    }

    @Test
    void theQueuesOfAnOutageDoNotAskForTokensTogether() {
        List<Long> ends = new ArrayList<>();
        for (int queue = 0; queue < 20; queue++) {
            ends.add(endOfFirstPause(new TokenRenewalLimiter(time::get)));
        }

        assertThat(ends.stream().distinct().count()).isGreaterThan(2);
    }

    /** In milliseconds. */
    private long endOfFirstPause(TokenRenewalLimiter limiter) {
        limiter.toNoEffect(RequestKind.RECEIVE);
        long begin = time.get();
        while (!limiter.worthwhile(RequestKind.RECEIVE)) {
            time.addAndGet(Duration.ofMillis(1).toNanos());
        }
        return Duration.ofNanos(time.get() - begin).toMillis();
    }

    @Test
    void refusalsDuringAPauseDoNotProlongIt() {
        for (int call = 0; call < 16; call++) {
            renewals.toNoEffect(RequestKind.DELETE);
        }

        time.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(renewals.worthwhile(RequestKind.DELETE)).isTrue();
    }

    @Test
    void aSuccessEndsThePause() {
        renewals.toNoEffect(RequestKind.RECEIVE);
        assertThat(renewals.worthwhile(RequestKind.RECEIVE)).isFalse();

        renewals.accepted(RequestKind.RECEIVE);

        assertThat(renewals.worthwhile(RequestKind.RECEIVE)).isTrue();
    }
}
