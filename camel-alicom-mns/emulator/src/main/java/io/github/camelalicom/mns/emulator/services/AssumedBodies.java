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
package io.github.camelalicom.mns.emulator.services;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.AssumptionTopic;
import io.github.camelalicom.mns.emulator.mns.NewMessage;

/** Encodes receipts as messages: encoding and digest follow the chosen assumptions. */
public final class AssumedBodies {

    private final Assumptions assumptions;

    public AssumedBodies(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    public NewMessage of(String json) {
        NewMessage message = NewMessage.of(encoded(json));
        return switch (assumptions.of(AssumptionTopic.DIGEST)) {
            case DIGEST_OF_TEXT -> message.withDigestOf(json);
            case DIGEST_MISSING -> message.withMd5("");
            default -> message;
        };
    }

    private String encoded(String json) {
        return assumptions.hold(Assumption.BODY_PLAIN)
                ? json
                : Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
