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

import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.auth.DefaultCredentialsProvider;
import com.aliyuncs.auth.StaticCredentialsProvider;
import com.aliyuncs.exceptions.ClientException;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/** The entry point: opens queues and the SMS service, and selects the credentials. */
public final class MnsGateway {

    private MnsGateway() {}

    /**
     * Opens a queue. Nothing is sent before its first call.
     *
     * @param threads stay the caller's
     */
    public static MnsQueue open(GatewaySettings settings, Threads threads) {
        return SdkMnsQueue.open(settings, threads);
    }

    /** Opens the SMS service for queries of send details. Nothing is sent before its first call. */
    public static SendDetails sendDetails(QuerySettings settings) {
        return new SendDetails(new SmsService(settings), new Retry());
    }

    /**
     * Opens the voice service for queries of call details. Nothing is sent before its first call.
     */
    public static CallDetails callDetails(QuerySettings settings) {
        return new CallDetails(settings, new Retry());
    }

    /**
     * Opens the international SMS service for queries of messages. Nothing is sent before its first
     * call.
     */
    public static GlobeMessages globeMessages(QuerySettings settings) {
        return new GlobeMessages(settings, new Retry());
    }

    /**
     * The credentials of the caller: the key pair if there is one, with its session token if it is
     * temporary, else the provider, else the SDK's default chain (environment, profile file, ECS
     * role and so on).
     */
    public static AlibabaCloudCredentialsProvider credentials(
            String accessKey,
            String secretKey,
            String sessionToken,
            AlibabaCloudCredentialsProvider provider) {
        if (accessKey != null && !accessKey.isBlank()) {
            return new StaticCredentialsProvider(keys(accessKey, secretKey, sessionToken));
        }
        return provider != null ? provider : defaultChain();
    }

    /** As above, for keys that do not expire. */
    public static AlibabaCloudCredentialsProvider credentials(
            String accessKey, String secretKey, AlibabaCloudCredentialsProvider provider) {
        return credentials(accessKey, secretKey, null, provider);
    }

    private static AlibabaCloudCredentials keys(
            String accessKey, String secretKey, String sessionToken) {
        return sessionToken == null || sessionToken.isBlank()
                ? new BasicCredentials(accessKey, secretKey)
                : new BasicSessionCredentials(accessKey, secretKey, sessionToken);
    }

    private static AlibabaCloudCredentialsProvider defaultChain() {
        try {
            return new DefaultCredentialsProvider();
        } catch (ClientException e) {
            throw new MnsException(
                    Kind.TOKEN,
                    e.getErrCode(),
                    "ALICOM-205 The SDK's default credentials chain is not usable: set accessKey"
                            + " and secretKey or a credentialsProvider");
        }
    }
}
