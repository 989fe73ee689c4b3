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

import io.github.camelalicom.mns.emulator.pop.SendRecord;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/**
 * A message that was sent to one number, for {@link SendDetails#add}. By default it waits for its
 * receipt and was sent just now.
 */
public final class SentMessage {

    private final String phoneNumber;
    private String bizId;
    private String outId;
    private String templateCode = "SMS_122310183";
    private String content = "【阿里云】您的快递已到，请凭码领取";
    private int status = SendRecord.WAITING;
    private String errCode;
    private Instant sent;
    private Instant reported;

    SentMessage(String phoneNumber) {
        this.phoneNumber = phoneNumber;
    }

    public SentMessage bizId(String id) {
        bizId = id;
        return this;
    }

    public SentMessage outId(String id) {
        outId = id;
        return this;
    }

    public SentMessage templateCode(String code) {
        templateCode = code;
        return this;
    }

    public SentMessage content(String text) {
        content = text;
        return this;
    }

    public SentMessage sentAt(Instant time) {
        sent = time;
        return this;
    }

    /** When its receipt arrived; by default when it was sent. */
    public SentMessage reportedAt(Instant time) {
        reported = time;
        return this;
    }

    public SentMessage delivered() {
        return ended(SendRecord.DELIVERED, "DELIVERED");
    }

    /** Not delivered, for a reason such as {@code MK:0001}. */
    public SentMessage failed(String code) {
        return ended(SendRecord.FAILED, code);
    }

    private SentMessage ended(int how, String code) {
        status = how;
        errCode = code;
        return this;
    }

    SendRecord record(Instant now) {
        Instant sendTime = sent == null ? now : sent;
        Instant receiveTime = reported == null ? sendTime : reported;
        return new SendRecord(
                phoneNumber,
                bizId,
                ChinaTime.local(sendTime),
                status,
                status == SendRecord.WAITING ? null : ChinaTime.local(receiveTime),
                errCode,
                templateCode,
                content,
                outId);
    }

    /** It contains personal data. */
    @Override
    public String toString() {
        return "SentMessage[" + bizId + "]";
    }
}
