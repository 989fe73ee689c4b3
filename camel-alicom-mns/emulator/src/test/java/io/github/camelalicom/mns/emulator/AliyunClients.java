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

import java.io.IOException;

import com.aliyun.mns.client.CloudQueue;
import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.client.MNSClientBuilder;
import com.aliyun.mns.common.http.ClientConfiguration;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The clients of Alibaba Cloud, connected to the emulator: they define which answers are correct.
 */
public final class AliyunClients implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String endpoint;
    private final MNSClient mns;

    private AliyunClients(String endpoint, String id, String secret, String token) {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setExceptContinue(false);
        this.endpoint = endpoint;
        this.mns =
                MNSClientBuilder.create()
                        .accessKeyId(id)
                        .accessKeySecret(secret)
                        .securityToken(token)
                        .accountEndpoint(endpoint)
                        .clientConfiguration(configuration)
                        .region("cn-hangzhou")
                        .build();
    }

    /** Signs with the account's own key. */
    public static AliyunClients ofAccount(AlicomEmulator emulator) {
        return with(emulator, emulator.accessKey(), emulator.secretKey(), null);
    }

    /** Signs with a temporary key. */
    public static AliyunClients with(
            AlicomEmulator emulator, String id, String secret, String token) {
        return new AliyunClients(emulator.endpoint(), id, secret, token);
    }

    /** Signs with a token that is requested first, like a consumer. */
    public static AliyunClients ofToken(
            AlicomEmulator emulator, String messageType, String queueName) throws ClientException {
        JsonNode token = token(emulator, messageType, queueName).path("MessageTokenDTO");
        return with(
                emulator,
                token.path("AccessKeyId").asText(),
                token.path("AccessKeySecret").asText(),
                token.path("SecurityToken").asText());
    }

    public static JsonNode token(AlicomEmulator emulator, String messageType, String queueName)
            throws ClientException {
        CommonRequest request = tokenRequest(emulator, MethodType.POST);
        request.putQueryParameter("MessageType", messageType);
        if (queueName != null) {
            request.putQueryParameter("QueueName", queueName);
        }
        return call(emulator.accessKey(), emulator.secretKey(), request);
    }

    public static CommonRequest tokenRequest(AlicomEmulator emulator, MethodType method) {
        CommonRequest request = new CommonRequest();
        request.setSysMethod(method);
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysDomain("127.0.0.1:" + emulator.port());
        request.setSysVersion("2017-05-25");
        request.setSysAction("QueryTokenForMnsQueue");
        request.setSysProduct("Dybaseapi");
        return request;
    }

    public static JsonNode call(String id, String secret, CommonRequest request)
            throws ClientException {
        DefaultProfile profile = DefaultProfile.getProfile("cn-hangzhou", id, secret);
        String data = new DefaultAcsClient(profile).getCommonResponse(request).getData();
        try {
            return JSON.readTree(data);
        } catch (IOException e) {
            throw new IllegalStateException(data, e);
        }
    }

    public CloudQueue queue(String name) {
        return mns.getQueueRef(name);
    }

    public String endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        mns.close();
    }
}
