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
package io.github.camelalicom.mns.emulator.control;

import java.util.List;

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.EmulatorClock;
import io.github.camelalicom.mns.emulator.Faults;
import io.github.camelalicom.mns.emulator.QueueView;
import io.github.camelalicom.mns.emulator.Receipt;
import io.github.camelalicom.mns.emulator.Requests;

/** What the control API and the page need of the emulator they belong to. */
public interface ControlledEmulator {

    String endpoint();

    String accessKey();

    String secretKey();

    /** Whether the secret key is the documented default, which may be shown. */
    boolean hasDefaultSecretKey();

    String uri(String messageType);

    String queueName(String messageType);

    QueueView queue(String messageTypeOrName);

    /** The id of the message; null when the receipt is lost. */
    String deliverTo(String queueName, Receipt<?> receipt);

    Requests requests();

    Faults faults();

    EmulatorClock clock();

    List<Assumption> assumptions();

    void assume(Assumption... chosen);

    void reset();
}
