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

import io.github.camelalicom.mns.options.ServiceEndpoints.Service;

/** The operations of the producer. */
public enum AlicomMnsOperation {
    /** Queries the delivery results of the messages sent to a number on a day. */
    querySendDetails(Service.dysmsapi),
    /** Queries what happened to one message of the international site. */
    queryMessage(Service.dysmsapi),
    /** Queries what happened to one call. */
    queryCallDetail(Service.dyvmsapi),
    /** Deletes the message of the exchange. */
    deleteMessage(Service.mns),
    /** Sets when the message of the exchange is visible again. */
    changeVisibility(Service.mns);

    private final Service service;

    AlicomMnsOperation(Service service) {
        this.service = service;
    }

    /** The service that it asks. */
    Service service() {
        return service;
    }
}
