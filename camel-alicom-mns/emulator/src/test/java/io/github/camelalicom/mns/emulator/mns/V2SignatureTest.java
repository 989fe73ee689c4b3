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
package io.github.camelalicom.mns.emulator.mns;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.http.Request;

import static org.assertj.core.api.Assertions.assertThat;

/** The vectors of Alibaba Cloud, and two recorded from running clients. */
class V2SignatureTest {

    private static final String JUNE = "Tue, 03 Jun 2025 11:23:48 GMT";
    private static final String NOVEMBER = "Sun, 22 Nov 2026 12:56:46 GMT";
    private static final String XML = "text/xml;charset=UTF-8";

    @Test
    void signsLikeTheVectorsOfAlibabaCloud() {
        assertThat(sign("sk1", "POST", JUNE, "", Map.of("x-mns-abcdef", "abcDEF"), "TestQueue"))
                .isEqualTo("cAThPWnbphg3hDe3ZHDADTgkgyE=");
        assertThat(sign("testSk", "GET", JUNE, "", Map.of(), "TestQueue"))
                .isEqualTo("uDJQXbk2xOhH95MDXmgbAGdtyE4=");
        assertThat(sign("accessKeySecret111", "PUT", JUNE, XML, version(), "TestQueue"))
                .isEqualTo("HCSlBi5KuXGNf06tZKFiQlNDt4c=");
    }

    @Test
    void signsAsRunningClientsDo() {
        assertThat(
                        sign(
                                "testSk",
                                "GET",
                                NOVEMBER,
                                XML,
                                version(),
                                "q/messages?numOfMessages=16&waitseconds=1"))
                .isEqualTo("NMmt4JhGZEoldLQe+H5FaulHfCQ=");
        assertThat(
                        sign(
                                "testSk",
                                "DELETE",
                                NOVEMBER,
                                XML,
                                version(),
                                "q/messages?ReceiptHandle=1-ODU4OTkz+DU5/My0xNDM1MTk3NjAwLTItNg=="))
                .isEqualTo("Z77xH1jk839vqKjqDbYHBKXV8IQ=");
    }

    private static Map<String, String> version() {
        return Map.of("x-mns-version", "2015-06-06");
    }

    private static String sign(
            String secret,
            String method,
            String date,
            String contentType,
            Map<String, String> mnsHeaders,
            String target) {
        Map<String, String> headers = new HashMap<>(mnsHeaders);
        headers.put("date", date);
        headers.put("content-type", contentType);
        Request request =
                new Request(method, "/queues/" + target, headers, new byte[0], () -> true);
        return V2Signature.sign(secret, request, request.target());
    }
}
