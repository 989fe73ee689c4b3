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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import com.aliyuncs.CommonResponse;
import com.aliyuncs.RpcAcsRequest;
import com.aliyuncs.auth.AlibabaCloudCredentials;
import com.aliyuncs.auth.ISignatureComposer;
import com.aliyuncs.auth.RpcSignatureComposer;
import com.aliyuncs.auth.Signer;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.HttpRequest;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.regions.ProductDomain;

/** A request through the RPC gateway, signed by the SDK. */
final class RpcRequest extends RpcAcsRequest<CommonResponse> {

    private final URI endpoint;

    RpcRequest(RpcProduct product, String version, String action, Map<String, String> parameters) {
        super(product.product(), version, action);
        this.endpoint = product.address().endpoint();
        this.composer = new Composer(RpcSignatureComposer.getComposer());
        setSysMethod(MethodType.POST);
        setSysProtocol(
                "http".equals(endpoint.getScheme()) ? ProtocolType.HTTP : ProtocolType.HTTPS);
        setSysRegionId(product.regionId());
        parameters.forEach(this::putQueryParameter);
        putHeaderParameter("x-acs-version", version);
        putHeaderParameter("x-acs-action", action);
    }

    /** The signed request: all parameters are in its URL. */
    HttpRequest sign(AlibabaCloudCredentials credentials) throws Exception {
        return signRequest(
                Signer.getSigner(credentials),
                credentials,
                FormatType.JSON,
                new ProductDomain(getSysProduct(), endpoint.getRawAuthority()));
    }

    @Override
    public Class<CommonResponse> getResponseClass() {
        return CommonResponse.class;
    }

    /**
     * Signs as the SDK does, on any JVM: the SDK formats the time stamp with the digits and the
     * calendar of the JVM's locale, which the service cannot read, and needs MD5 for a nonce, which
     * a JVM in FIPS mode does not have.
     */
    private record Composer(ISignatureComposer sdk) implements ISignatureComposer {

        @Override
        public Map<String, String> refreshSignParameters(
                Map<String, String> parameters, Signer signer, String keyId, FormatType format) {
            Map<String, String> refreshed = new HashMap<>(parameters);
            refreshed.put("Timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            refreshed.put("SignatureNonce", UUID.randomUUID().toString());
            refreshed.put("SignatureMethod", signer.getSignerName());
            refreshed.put("SignatureVersion", signer.getSignerVersion());
            if (signer.getSignerType() != null) {
                refreshed.put("SignatureType", signer.getSignerType());
            }
            if (format != null) {
                refreshed.put("Format", format.toString());
            }
            return refreshed;
        }

        @Override
        public String composeStringToSign(
                MethodType method,
                String uriPattern,
                Signer signer,
                Map<String, String> queries,
                Map<String, String> headers,
                Map<String, String> paths) {
            return sdk.composeStringToSign(method, uriPattern, signer, queries, headers, paths);
        }

        @Override
        public String getAuthorization(Signer signer, String accessKeyId, String signature) {
            return sdk.getAuthorization(signer, accessKeyId, signature);
        }
    }
}
