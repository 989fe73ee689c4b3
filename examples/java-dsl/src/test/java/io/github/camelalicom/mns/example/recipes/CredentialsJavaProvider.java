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
package io.github.camelalicom.mns.example.recipes;

import com.aliyun.credentials.Client;
import com.aliyun.credentials.models.CredentialModel;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.BasicSessionCredentials;

// tag::provider[]
/** Credentials of com.aliyun:credentials-java, whose client renews temporary ones. */
class CredentialsJavaProvider implements AlibabaCloudCredentialsProvider {

    private final Client client;

    CredentialsJavaProvider(Client client) {
        this.client = client;
    }

    @Override
    public AlibabaCloudCredentials getCredentials() {
        CredentialModel now = client.getCredential();
        return now.getSecurityToken() == null
                ? new BasicCredentials(now.getAccessKeyId(), now.getAccessKeySecret())
                : new BasicSessionCredentials(
                        now.getAccessKeyId(), now.getAccessKeySecret(), now.getSecurityToken());
    }
}
// end::provider[]
