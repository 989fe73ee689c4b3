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
package io.github.camelalicom.mns.options;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A region with receipt queues. The account in the host name of MNS is Alibaba Cloud's own. */
public enum MnsRegion {
    CN_HANGZHOU("cn-hangzhou", Site.CHINA),
    CN_SHANGHAI("cn-shanghai", Site.CHINA),
    CN_BEIJING("cn-beijing", Site.CHINA),
    CN_SHENZHEN("cn-shenzhen", Site.CHINA),
    AP_SOUTHEAST_1("ap-southeast-1", Site.INTERNATIONAL);

    /**
     * China has one address for all regions, MNS excepted; the international site has one region.
     */
    private enum Site {
        CHINA("1943695596114318", ""),
        INTERNATIONAL("1493622401794734", ".ap-southeast-1");

        private final String account;
        private final String infix;

        Site(String account, String infix) {
            this.account = account;
            this.infix = infix;
        }

        private URI address(String product) {
            return URI.create("https://" + product + infix + ".aliyuncs.com");
        }
    }

    private final String id;
    private final Site site;

    MnsRegion(String id, Site site) {
        this.id = id;
        this.site = site;
    }

    /** The region with this id, if Alibaba Cloud has receipt queues there. */
    static Optional<MnsRegion> of(String id) {
        return Arrays.stream(values()).filter(region -> region.id.equals(id)).findFirst();
    }

    public static boolean isInternational(String id) {
        return of(id).filter(region -> region.site == Site.INTERNATIONAL).isPresent();
    }

    /** All ids, for error messages. */
    static String ids() {
        return Arrays.stream(values()).map(region -> region.id).collect(Collectors.joining(", "));
    }

    Optional<URI> tokenEndpoint(AlicomMnsNetwork network) {
        return rpcEndpoint("dybaseapi", network);
    }

    Optional<URI> smsEndpoint(AlicomMnsNetwork network) {
        return rpcEndpoint("dysmsapi", network);
    }

    /** Documented for China and the internet only. */
    Optional<URI> voiceEndpoint(AlicomMnsNetwork network) {
        return site == Site.CHINA && network == AlicomMnsNetwork.internet
                ? Optional.of(site.address("dyvmsapi"))
                : Optional.empty();
    }

    /** No https is documented for the VPC. */
    Optional<URI> mnsEndpoint(AlicomMnsNetwork network) {
        if (network == AlicomMnsNetwork.internet) {
            return Optional.of(
                    URI.create("https://" + site.account + ".mns." + id + ".aliyuncs.com"));
        }
        return site == Site.CHINA
                ? Optional.of(URI.create("http://" + vpcHostOfMns()))
                : Optional.empty();
    }

    private Optional<URI> rpcEndpoint(String product, AlicomMnsNetwork network) {
        if (network == AlicomMnsNetwork.internet) {
            return Optional.of(site.address(product));
        }
        return site == Site.CHINA
                ? Optional.of(URI.create("https://" + product + "-vpc." + id + ".aliyuncs.com"))
                : Optional.empty();
    }

    private String vpcHostOfMns() {
        return site.account + ".mns." + id + "-internal-vpc.aliyuncs.com";
    }

    /** The one host outside of this machine that is reached without TLS: it has none. */
    static boolean isVpcHostOfMns(String host) {
        return Arrays.stream(values())
                .filter(region -> region.site == Site.CHINA)
                .anyMatch(region -> region.vpcHostOfMns().equalsIgnoreCase(host));
    }
}
