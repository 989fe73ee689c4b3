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
package io.github.camelalicom.mns.gateway;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * A product behind Alibaba Cloud's RPC gateway, and the words for it in messages.
 *
 * @param product Alibaba Cloud's name of it
 * @param address of the service
 * @param regionId its region
 * @param ownerId partner accounts only, else null
 * @param credentials of the caller
 * @param name for messages, such as "token service"
 * @param wanted what a call requests, such as "a token for SmsReport"
 * @param right what the RAM user of the access key must be allowed to do
 * @param denied the kind of a refusal of the key
 * @param unavailable the kind of a temporary failure
 */
record RpcProduct(
        String product,
        ServiceAddress address,
        String regionId,
        Long ownerId,
        AlibabaCloudCredentialsProvider credentials,
        String name,
        String wanted,
        String right,
        Kind denied,
        Kind unavailable) {

    static RpcProduct tokens(GatewaySettings settings) {
        return new RpcProduct(
                "Dybaseapi",
                ServiceAddress.of(settings.tokenEndpoint(), settings.proxy()),
                settings.regionId(),
                settings.ownerId(),
                settings.credentials(),
                "token service",
                "a token for " + settings.messageType(),
                "query the queue's token",
                Kind.TOKEN,
                Kind.TOKEN_UNAVAILABLE);
    }

    static RpcProduct sms(QuerySettings settings) {
        return query(
                settings,
                "Dysmsapi",
                "SMS service",
                "send details",
                "query send details (dysms:QuerySendDetails)");
    }

    static RpcProduct globeSms(QuerySettings settings) {
        return query(
                settings,
                "Dysmsapi",
                "international SMS service",
                "the state of a message",
                "query messages (dysms:QueryMessage)");
    }

    static RpcProduct voice(QuerySettings settings) {
        return query(
                settings,
                "Dyvmsapi",
                "voice service",
                "a call detail",
                "query call details (dyvms:QueryCallDetailByCallId)");
    }

    private static RpcProduct query(
            QuerySettings settings, String product, String name, String wanted, String right) {
        return new RpcProduct(
                product,
                ServiceAddress.of(settings.endpoint(), settings.proxy()),
                settings.regionId(),
                settings.ownerId(),
                settings.credentials(),
                name,
                wanted,
                right,
                Kind.DENIED,
                Kind.UNAVAILABLE);
    }

    MnsException unreadable(String why) {
        return new MnsException(
                unavailable,
                null,
                "ALICOM-204 The answer of the " + name + " at " + address + ": " + why);
    }

    @Override
    public String toString() {
        return "RpcProduct[" + product + ", " + address + "]";
    }
}
