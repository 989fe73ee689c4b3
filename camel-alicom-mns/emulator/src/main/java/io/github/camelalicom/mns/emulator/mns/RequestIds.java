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

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** Request ids as MNS writes them: 24 upper-case hex digits. */
@Provenance(value = Basis.DOCUMENTED, source = "captures in aliyun-spring-boot#59, ali-mns#26")
final class RequestIds {

    private RequestIds() {}

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of().withUpperCase();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt());
    }
}
