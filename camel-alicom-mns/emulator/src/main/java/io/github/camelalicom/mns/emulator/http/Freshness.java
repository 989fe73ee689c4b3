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
package io.github.camelalicom.mns.emulator.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/**
 * Whether a signed date is recent enough. A test may advance the emulator's clock by hours while
 * the client still signs with the machine's time: a date near either of the two is fresh.
 */
@Provenance(value = Basis.DOCUMENTED, source = "signature pages of MNS and RPC: 15 minutes")
public record Freshness(InstantSource emulator, InstantSource machine) {

    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    public boolean isFresh(Instant signed) {
        return near(signed, emulator.instant()) || near(signed, machine.instant());
    }

    private static boolean near(Instant signed, Instant now) {
        return Duration.between(signed, now).abs().compareTo(TOLERANCE) <= 0;
    }
}
