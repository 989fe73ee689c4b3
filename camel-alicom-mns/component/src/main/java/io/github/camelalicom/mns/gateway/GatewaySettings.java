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

import java.net.URI;
import java.time.Duration;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;

/**
 * What the gateway needs to know, validated and frozen.
 *
 * @param messageType Alibaba Cloud's name of the kind of receipts
 * @param queueName the queue as Alibaba Cloud's console shows it
 * @param regionId region of the token service
 * @param tokenEndpoint URL of the token service, without a path
 * @param mnsEndpoint URL of the queue service
 * @param ownerId partner accounts only, else null
 * @param credentials of the caller
 * @param tokenRefreshMargin how long before its end a token is replaced
 * @param maxErrorBackoff the longest pause after a token was refused
 * @param proxy on the way to both services
 */
public record GatewaySettings(
        String messageType,
        String queueName,
        String regionId,
        URI tokenEndpoint,
        URI mnsEndpoint,
        Long ownerId,
        AlibabaCloudCredentialsProvider credentials,
        Duration tokenRefreshMargin,
        Duration maxErrorBackoff,
        ProxySettings proxy) {

    private static final Duration USUAL_MAX_ERROR_BACKOFF = Duration.ofMinutes(1);

    /** With the default of the option, and the proxy of the process. */
    public GatewaySettings(
            String messageType,
            String queueName,
            String regionId,
            URI tokenEndpoint,
            URI mnsEndpoint,
            Long ownerId,
            AlibabaCloudCredentialsProvider credentials,
            Duration tokenRefreshMargin) {
        this(
                messageType,
                queueName,
                regionId,
                tokenEndpoint,
                mnsEndpoint,
                ownerId,
                credentials,
                tokenRefreshMargin,
                USUAL_MAX_ERROR_BACKOFF,
                ProxySettings.UNSET);
    }

    /** The same for another kind of receipts. */
    GatewaySettings withMessageType(String other) {
        return new GatewaySettings(
                other,
                queueName,
                regionId,
                tokenEndpoint,
                mnsEndpoint,
                ownerId,
                credentials,
                tokenRefreshMargin,
                maxErrorBackoff,
                proxy);
    }

    @Override
    public String toString() {
        return "GatewaySettings[" + messageType + ", " + queueName + ", " + mnsEndpoint + "]";
    }
}
