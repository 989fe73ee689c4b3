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

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** The two sites of Alibaba Cloud. The account in the MNS host name is that of Alibaba Cloud. */
enum MnsRegion {
    /** China. */
    CN_HANGZHOU(
            "cn-hangzhou",
            "https://dybaseapi.aliyuncs.com",
            "https://1943695596114318.mns.cn-hangzhou.aliyuncs.com",
            "https://dysmsapi.aliyuncs.com"),
    /** International. */
    AP_SOUTHEAST_1(
            "ap-southeast-1",
            "https://dybaseapi.ap-southeast-1.aliyuncs.com",
            "https://1493622401794734.mns.ap-southeast-1.aliyuncs.com",
            "https://dysmsapi.ap-southeast-1.aliyuncs.com");

    private final String id;
    private final URI tokenEndpoint;
    private final URI mnsEndpoint;
    private final URI smsEndpoint;

    MnsRegion(String id, String tokenEndpoint, String mnsEndpoint, String smsEndpoint) {
        this.id = id;
        this.tokenEndpoint = URI.create(tokenEndpoint);
        this.mnsEndpoint = URI.create(mnsEndpoint);
        this.smsEndpoint = URI.create(smsEndpoint);
    }

    /** The region with this ID, if it is that of a site. */
    static Optional<MnsRegion> of(String id) {
        return Arrays.stream(values()).filter(region -> region.id.equals(id)).findFirst();
    }

    URI tokenEndpoint() {
        return tokenEndpoint;
    }

    URI mnsEndpoint() {
        return mnsEndpoint;
    }

    URI smsEndpoint() {
        return smsEndpoint;
    }
}
