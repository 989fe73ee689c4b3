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
package io.github.camelalicom.mns.example.observability;

import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs where the application can be observed, once it has started. */
final class Addresses implements ExtendedStartupListener {

    private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);

    private static final List<String> PATHS =
            List.of("/observe/health", "/observe/metrics", "/q/dev/alicom-mns");

    @Override
    public void onCamelContextStarted(CamelContext camel, boolean alreadyStarted) {
        // not yet: the routes start after this
    }

    @Override
    public void onCamelContextFullyStarted(CamelContext camel, boolean alreadyStarted) {
        LOG.info("Open one of these addresses:\n{}", String.join("\n", of(camel)));
    }

    static List<String> of(CamelContext camel) {
        String server =
                camel.resolvePropertyPlaceholders(
                        "http://{{camel.management.host}}:{{camel.management.port}}");
        return PATHS.stream().map(server::concat).toList();
    }
}
