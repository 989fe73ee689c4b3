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
package io.github.camelalicom.mns.doctor;

import java.util.Locale;

/**
 * How the service compares with what the emulator assumes by default where Alibaba Cloud's
 * documentation is silent. The topics and values are those of the emulator.
 *
 * @param topic such as {@code token-end}
 * @param assumed the emulator's default
 * @param seen what the service did, in the emulator's words or literally; null when not seen
 * @param reason why it was not seen; empty when it was
 */
public record AssumptionVerdict(String topic, String assumed, String seen, String reason) {

    /** What is known now. */
    public enum State {
        CONFIRMED,
        REFUTED,
        NOT_SEEN;

        /** As printed. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What is assumed, and what was seen instead or why nothing was. */
    String text() {
        return switch (state()) {
            case CONFIRMED -> assumed;
            case REFUTED -> assumed + " is assumed, " + seen + " was seen";
            case NOT_SEEN -> assumed + " is assumed; " + reason;
        };
    }

    /** Whether the assumption holds. */
    public State state() {
        if (seen == null) {
            return State.NOT_SEEN;
        }
        return seen.equals(assumed) ? State.CONFIRMED : State.REFUTED;
    }
}
