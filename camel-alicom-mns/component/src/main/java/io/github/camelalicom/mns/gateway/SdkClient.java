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

import java.util.UUID;

import com.aliyun.mns.common.http.ClientConfiguration;
import com.aliyun.mns.common.http.ServiceClient;
import com.aliyun.mns.common.http.ServiceClientFactory;

/**
 * One life of the SDK's HTTP client, with its connection pool and I/O threads.
 *
 * <p>Invariant: it is closed once, and never while a call is under way, since the SDK leaves such
 * callers hanging. So it counts its borrowers, and the last of a retired client closes it.
 */
final class SdkClient {

    private final ServiceClient client;
    private int borrowers;
    private boolean retired;

    SdkClient(ClientConfiguration configuration) {
        client = ServiceClientFactory.createServiceClient(configuration);
    }

    /**
     * The configuration of a client of our own: the SDK shares clients among equal configurations,
     * and a shared client that died could not be replaced while others hold it.
     */
    static ClientConfiguration configuration(int connections, int socketTimeoutMillis) {
        ClientConfiguration configuration = new ClientConfiguration();
        configuration.setProxyWorkstation("alicom-mns-" + UUID.randomUUID());
        configuration.setMaxConnections(connections);
        configuration.setMaxConnectionsPerRoute(connections);
        configuration.setConnectionTimeout(MnsTransport.CONNECT_TIMEOUT_MILLIS);
        configuration.setSocketTimeout(socketTimeoutMillis);
        configuration.setIoReactorThreadCount(1);
        configuration.setExceptContinue(false);
        configuration.setGenerateRequestId(false);
        return configuration;
    }

    /** Takes the client for one call; false when it is retired. */
    synchronized boolean borrow() {
        if (retired) {
            return false;
        }
        borrowers++;
        return true;
    }

    void giveBack() {
        boolean last;
        synchronized (this) {
            borrowers--;
            last = retired && borrowers == 0;
        }
        if (last) {
            ServiceClientFactory.closeServiceClient(client);
        }
    }

    /** No new calls; closes as soon as nobody uses it. */
    void retire() {
        boolean unused;
        synchronized (this) {
            unused = !retired && borrowers == 0;
            retired = true;
        }
        if (unused) {
            ServiceClientFactory.closeServiceClient(client);
        }
    }

    ServiceClient get() {
        return client;
    }
}
