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

/**
 * The record of one message that was sent through the international site.
 *
 * @param receiveDate when the carrier reported back, or null
 * @param errorCode of the receipt, or null
 * @param errorDescription of the receipt, or null
 * @param content the text that was sent, or null
 */
public record GlobeRecord(
        String messageId,
        String to,
        State state,
        Instant sendDate,
        Instant receiveDate,
        String errorCode,
        String errorDescription,
        String content) {

    /** How a message ended, if it did. */
    public enum State {
        WAITING,
        FAILED,
        DELIVERED
    }

    /** A receipt has no content, which is then kept from this one. */
    GlobeRecord updatedBy(GlobeRecord later) {
        return new GlobeRecord(
                messageId,
                later.to,
                later.state,
                later.sendDate,
                later.receiveDate,
                later.errorCode,
                later.errorDescription,
                later.content == null ? content : later.content);
    }

    /** It contains personal data. */
    @Override
    public String toString() {
        return "GlobeRecord[" + messageId + ", " + state + "]";
    }
}
