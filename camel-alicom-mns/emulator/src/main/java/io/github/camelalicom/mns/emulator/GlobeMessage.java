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
package io.github.camelalicom.mns.emulator;

import java.time.Instant;

import io.github.camelalicom.mns.emulator.pop.GlobeRecord;
import io.github.camelalicom.mns.emulator.pop.GlobeRecord.State;

/**
 * A message that was sent through the international site, for {@link GlobeMessages#add}. By default
 * it waits for its receipt and was sent just now.
 */
public final class GlobeMessage {

    private final String messageId;
    private String to = "8613900000000";
    private String content = "Your parcel has arrived";
    private State state = State.WAITING;
    private String errorCode;
    private Instant sent;
    private Instant received;

    GlobeMessage(String messageId) {
        this.messageId = messageId;
    }

    public GlobeMessage to(String phoneNumber) {
        to = phoneNumber;
        return this;
    }

    public GlobeMessage content(String text) {
        content = text;
        return this;
    }

    public GlobeMessage sentAt(Instant time) {
        sent = time;
        return this;
    }

    /** When its receipt arrived; by default when it was sent. */
    public GlobeMessage receivedAt(Instant time) {
        received = time;
        return this;
    }

    public GlobeMessage delivered() {
        return ended(State.DELIVERED, "DELIVERED");
    }

    /** Not delivered, for a reason such as {@code UNDELIV}. */
    public GlobeMessage failed(String code) {
        return ended(State.FAILED, code);
    }

    private GlobeMessage ended(State how, String code) {
        state = how;
        errorCode = code;
        return this;
    }

    GlobeRecord record(Instant now) {
        Instant sendDate = sent == null ? now : sent;
        Instant receiveDate = received == null ? sendDate : received;
        return new GlobeRecord(
                messageId,
                to,
                state,
                sendDate,
                state == State.WAITING ? null : receiveDate,
                errorCode,
                null,
                content);
    }

    /** It contains personal data. */
    @Override
    public String toString() {
        return "GlobeMessage[" + messageId + "]";
    }
}
