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

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** The limits of MNS. */
@Provenance(value = Basis.DOCUMENTED, source = "help 128343, 35136 to 35140")
public final class Limits {

    static final int BATCH = 16;

    /** The largest body of a message. */
    public static final int MESSAGE_BYTES = 64 * 1024;

    static final int WAIT_SECONDS = 30;
    static final int VISIBILITY_SECONDS = 43_200;
    static final int DELAY_SECONDS = 604_800;
    static final int LOWEST_PRIORITY = 16;
    static final int DEFAULT_PRIORITY = 8;

    /** The longest name of a queue, in characters. */
    static final int QUEUE_NAME = 120;

    private Limits() {}
}
