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

import java.util.Map;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The service that an endpoint uses, as Camel's service registry and tracing show it. */
class ServiceLocationTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void anEndpointWithAQueueUsesMnsOfItsRegion() {
        EndpointServiceLocation service = endpoint("alicom-mns:SmsReport?queueName=q");

        assertThat(service.getServiceUrl())
                .isEqualTo("https://1943695596114318.mns.cn-hangzhou.aliyuncs.com");
        assertThat(service.getServiceProtocol()).isEqualTo("mns");
        assertThat(service.getServiceMetadata())
                .isEqualTo(Map.of("messageType", "SmsReport", "queueName", "q"));
    }

    @Test
    void anEndpointWithoutAQueueUsesTheSmsService() {
        EndpointServiceLocation service = endpoint("alicom-mns:SmsReport?regionId=ap-southeast-1");

        assertThat(service.getServiceUrl())
                .isEqualTo("https://dysmsapi.ap-southeast-1.aliyuncs.com");
        assertThat(service.getServiceProtocol()).isEqualTo("dysmsapi");
        assertThat(service.getServiceMetadata()).isEqualTo(Map.of("messageType", "SmsReport"));
    }

    @Test
    void aQueryUsesTheServiceOfItsOperation() throws Exception {
        assertService(
                endpoint("alicom-mns:VoiceReport?operation=queryCallDetail&queueName=q"),
                "dyvmsapi",
                "https://dyvmsapi.aliyuncs.com");
        assertService(
                endpoint(
                        "alicom-mns:GlobeSmsReport?operation=queryMessage&queueName=q"
                                + "&regionId=ap-southeast-1"),
                "dysmsapi",
                "https://dysmsapi.ap-southeast-1.aliyuncs.com");
        AlicomMnsEndpoint queries = endpoint("alicom-mns:SmsReport?queueName=q&pageSize=9");
        queries.createProducer();
        assertService(queries, "dysmsapi", "https://dysmsapi.aliyuncs.com");
    }

    /** As a component with that operation has them. */
    @Test
    void aConsumerUsesMnsWhateverTheOperation() throws Exception {
        AlicomMnsEndpoint receives =
                endpoint("alicom-mns:VoiceReport?operation=queryCallDetail&queueName=q");

        receives.createConsumer(exchange -> {});

        assertService(receives, "mns", "https://1943695596114318.mns.cn-hangzhou.aliyuncs.com");
    }

    @Test
    void settlingUsesMns() {
        assertThat(endpoint("alicom-mns:SmsReport?operation=deleteMessage").getServiceProtocol())
                .isEqualTo("mns");
    }

    private static void assertService(
            EndpointServiceLocation service, String protocol, String url) {
        assertThat(service.getServiceProtocol()).isEqualTo(protocol);
        assertThat(service.getServiceUrl()).isEqualTo(url);
    }

    @Test
    void theEndpointOptionsOverrideTheRegion() {
        assertThat(
                        endpoint("alicom-mns:SmsReport?queueName=q&mnsEndpoint=http://localhost:1")
                                .getServiceUrl())
                .isEqualTo("http://localhost:1");
        assertThat(endpoint("alicom-mns:SmsReport?smsEndpoint=http://localhost:2").getServiceUrl())
                .isEqualTo("http://localhost:2");
    }

    @Test
    void anUnknownRegionHasNoUrl() {
        assertThat(endpoint("alicom-mns:SmsReport?queueName=q&regionId=mars").getServiceUrl())
                .isNull();
    }

    @Test
    void neitherKeysNorPasswordsAreShown() {
        EndpointServiceLocation service =
                endpoint(
                        "alicom-mns:SmsReport?queueName=q&accessKey=ak-id&secretKey=RAW(sk-secret)"
                                + "&mnsEndpoint=RAW(https://user:password@host)");

        assertThat(service.getServiceUrl()).contains("host").doesNotContain("password");
        assertThat(service.getServiceMetadata().toString()).doesNotContain("ak-id", "sk-secret");
    }

    private AlicomMnsEndpoint endpoint(String uri) {
        return camel.getEndpoint(uri, AlicomMnsEndpoint.class);
    }
}
