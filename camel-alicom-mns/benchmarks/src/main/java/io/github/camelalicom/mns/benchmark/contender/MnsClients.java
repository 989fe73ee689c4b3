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
package io.github.camelalicom.mns.benchmark.contender;

import com.aliyun.mns.client.MNSClient;
import com.aliyun.mns.client.MNSClientBuilder;
import com.aliyun.mns.common.http.ClientConfiguration;

/** Alibaba Cloud's client as the other contenders use it. */
final class MnsClients {

    private MnsClients() {}

    /**
     * @param expectContinue the SDK's default is to ask before it sends a body, which costs a round
     *     trip
     */
    static MNSClient open(Job job, boolean expectContinue) {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setExceptContinue(expectContinue);
        return MNSClientBuilder.create()
                .accessKeyId(job.accessKey())
                .accessKeySecret(job.secretKey())
                .accountEndpoint(job.endpoint())
                .clientConfiguration(configuration)
                .region("cn-hangzhou")
                .build();
    }
}
