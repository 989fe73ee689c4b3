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
package io.github.camelalicom.mns.emulator.pop;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The vectors of Alibaba Cloud, and two recorded from running clients. */
class RpcSignatureTest {

    @Test
    void signsAsTheDocumentationOfEcsSays() {
        Map<String, String> call =
                Map.of(
                        "AccessKeyId", "testid",
                        "Action", "DescribeRegions",
                        "Format", "XML",
                        "Version", "2014-05-26",
                        "SignatureMethod", "HMAC-SHA1",
                        "SignatureVersion", "1.0",
                        "SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
                        "Timestamp", "2016-02-23T12:46:24Z");
        assertThat(sign("testsecret", "GET", call)).isEqualTo("OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
    }

    @Test
    void signsAsTheDocumentationOfSmsSays() {
        Map<String, String> call = new TreeMap<>();
        call.put("AccessKeyId", "testId");
        call.put("Action", "SendSms");
        call.put("Format", "XML");
        call.put("Version", "2017-05-25");
        call.put("SignatureMethod", "HMAC-SHA1");
        call.put("SignatureVersion", "1.0");
        call.put("SignatureNonce", "45e25e9b-0a6f-4070-8c85-2956eda1b466");
        call.put("Timestamp", "2017-07-12T02:42:19Z");
        call.put("OutId", "123");
        call.put("PhoneNumbers", "15300000001");
        call.put("RegionId", "cn-hangzhou");
        call.put("SignName", "阿里云短信测试专用");
        call.put("TemplateCode", "SMS_71390007");
        call.put("TemplateParam", "{\"customer\":\"test\"}");
        assertThat(sign("testSecret", "GET", call)).isEqualTo("zJDF+Lrzhj/ThnlvIToysFRq6t4=");
    }

    @Test
    void signsTheTokenCallAsRunningClientsDo() {
        Map<String, String> call = new TreeMap<>();
        call.put("AccessKeyId", "testAk");
        call.put("Action", "QueryTokenForMnsQueue");
        call.put("Format", "JSON");
        call.put("Version", "2017-05-25");
        call.put("SignatureMethod", "HMAC-SHA1");
        call.put("SignatureVersion", "1.0");
        call.put("SignatureNonce", "n-1");
        call.put("Timestamp", "2026-01-02T03:04:05Z");
        call.put("RegionId", "cn-hangzhou");
        call.put("MessageType", "SmsReport");
        call.put("QueueName", "Alicom-Queue-1-SmsReport *~+");
        assertThat(sign("testSk", "GET", call)).isEqualTo("LXwQpJBguFc6vgsNzIbrwyYDuS0=");
        assertThat(sign("testSk", "POST", call)).isEqualTo("ErLKnqFLy9a8vh3oG13GXvL9WGI=");
    }

    private static String sign(String secret, String method, Map<String, String> call) {
        RpcParameters parameters = new RpcParameters(new TreeMap<>(call));
        return RpcSignature.sign(secret, RpcSignature.stringToSign(method, parameters));
    }
}
