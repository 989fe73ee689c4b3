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

import java.time.InstantSource;

import io.github.camelalicom.mns.emulator.services.RemoteServices.QueriedRecords;

/** What the services that answer queries know of sent messages and calls. */
record QueriedServices(
        QueriedRecords records,
        SendDetails sendDetails,
        CallDetails callDetails,
        GlobeMessages globeMessages) {

    QueriedServices(InstantSource clock) {
        this(new QueriedRecords(), clock);
    }

    private QueriedServices(QueriedRecords records, InstantSource clock) {
        this(
                records,
                new SendDetails(records.sms(), clock),
                new CallDetails(records.calls(), clock),
                new GlobeMessages(records.globe(), clock));
    }

    /** Records what the receipt reports, and says whether the receipt itself is lost. */
    boolean lose(Receipt<?> receipt) {
        return sendDetails.loses(receipt)
                || callDetails.loses(receipt)
                || globeMessages.loses(receipt);
    }

    void clear() {
        sendDetails.clear();
        callDetails.clear();
        globeMessages.clear();
    }
}
