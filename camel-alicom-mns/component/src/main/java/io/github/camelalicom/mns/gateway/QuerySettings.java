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

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;

/**
 * What a query of the SMS or the voice service needs, validated and frozen.
 *
 * @param regionId region of the service
 * @param endpoint its URL, without a path
 * @param ownerId partner accounts only, else null
 * @param credentials of the caller
 * @param proxy on the way to the service
 */
public record QuerySettings(
        String regionId,
        URI endpoint,
        Long ownerId,
        AlibabaCloudCredentialsProvider credentials,
        ProxySettings proxy) {

    @Override
    public String toString() {
        return "QuerySettings[" + endpoint + "]";
    }
}
