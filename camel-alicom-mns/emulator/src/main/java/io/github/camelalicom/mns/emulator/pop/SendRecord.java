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

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * The record of one message to one number. Times are China Standard Time.
 *
 * @param bizId the id that sending returned, or null
 * @param status of the service: 1 waiting for the receipt, 2 failed, 3 delivered
 * @param receiveTime when the receipt arrived, or null
 * @param errCode of the receipt, or null
 * @param outId the id the application gave, or null
 */
public record SendRecord(
        String phoneNumber,
        String bizId,
        LocalDateTime sendTime,
        int status,
        LocalDateTime receiveTime,
        String errCode,
        String templateCode,
        String content,
        String outId) {

    public static final int WAITING = 1;
    public static final int FAILED = 2;
    public static final int DELIVERED = 3;

    boolean isOf(String number, String id, LocalDate day) {
        return number.equals(phoneNumber)
                && (id == null || id.equals(bizId))
                && day.equals(sendTime.toLocalDate());
    }

    /** Values that the later record does not have are kept from this one. */
    SendRecord updatedBy(SendRecord later) {
        return new SendRecord(
                phoneNumber,
                bizId,
                later.sendTime,
                later.status,
                later.receiveTime,
                later.errCode,
                later.templateCode == null ? templateCode : later.templateCode,
                later.content == null ? content : later.content,
                later.outId == null ? outId : later.outId);
    }

    /** It contains personal data. */
    @Override
    public String toString() {
        return "SendRecord[" + bizId + ", status " + status + "]";
    }
}
