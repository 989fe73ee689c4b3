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
package io.github.camelalicom.mns;

import java.util.Map;

import org.apache.camel.CamelContext;

import io.github.camelalicom.mns.doctor.DoctorReport;

/**
 * Checks whether receipts can be received with given options: names, connection, clock, key, token,
 * and one receive. A message that it meets is visible again after a second, received once more than
 * before; nothing is deleted. Takes about ten seconds, and up to two minutes where services do not
 * answer.
 */
public final class AlicomMnsDoctor {

    private AlicomMnsDoctor() {}

    /**
     * Checks an account.
     *
     * @param context a started context, whose component options apply
     * @param messageType such as {@code SmsReport}
     * @param options options of the endpoint, by name; {@code queueName} is required
     * @return what was found, without secrets and personal data; a wrong option is a finding
     * @throws IllegalStateException if the context is not started
     */
    public static DoctorReport examine(
            CamelContext context, String messageType, Map<String, Object> options) {
        return examine(context, messageType, options, null);
    }

    /**
     * Checks an account, and whether send details can be queried.
     *
     * @param phoneNumber any that the SMS service accepts; it is not part of the report
     * @throws IllegalStateException if the context is not started
     */
    public static DoctorReport examine(
            CamelContext context,
            String messageType,
            Map<String, Object> options,
            String phoneNumber) {
        return context.getComponent("alicom-mns", AlicomMnsComponent.class)
                .examine(messageType, options, phoneNumber);
    }
}
