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

import java.util.HashMap;
import java.util.Map;

/**
 * The HTTP clients of this JVM, one for each address, shared by all queues there. A client is made
 * for the first call and closed after the last user.
 */
final class SharedClients {

    private static final SharedClients OF_JVM = new SharedClients();

    // guarded by this
    private final Map<ServiceAddress, Users> clients = new HashMap<>();

    private static final class Users {

        private final SharedClient client;
        private int count;

        Users(SharedClient client) {
            this.client = client;
        }
    }

    /** One more user of the client for this address, which calls {@link #release} once. */
    static SharedClient acquire(ServiceAddress address) {
        return OF_JVM.take(address, new Users(new SharedClient(address)));
    }

    /** The last user closes the client, after the calls under way. */
    static void release(SharedClient client) {
        if (OF_JVM.removeUser(client)) {
            client.close();
        }
    }

    /** How many addresses are in use. */
    static int count() {
        synchronized (OF_JVM) {
            return OF_JVM.clients.size();
        }
    }

    private synchronized SharedClient take(ServiceAddress address, Users first) {
        clients.putIfAbsent(address, first);
        Users users = clients.get(address);
        users.count++;
        return users.client;
    }

    private synchronized boolean removeUser(SharedClient client) {
        Users users = clients.get(client.address());
        users.count--;
        if (users.count > 0) {
            return false;
        }
        clients.remove(client.address());
        return true;
    }
}
