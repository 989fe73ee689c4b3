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

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;

/** All that an operator can see of a context, as text. */
final class OperatorsView {

    private final CamelContext camel;

    OperatorsView(CamelContext camel) {
        this.camel = camel;
    }

    String consoleText() {
        return (String) console().call(MediaType.TEXT);
    }

    String consoleJson() {
        return Jsoner.serialize((JsonObject) console().call(MediaType.JSON));
    }

    /** What the console tells of consumers, pollers or producers. */
    List<JsonObject> console(String part) {
        JsonObject root = (JsonObject) console().call(MediaType.JSON);
        return ((JsonArray) root.get(part)).stream().map(JsonObject.class::cast).toList();
    }

    String health() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        registry.register(registry.resolveById("consumers"));
        return HealthCheckHelper.invokeReadiness(camel).stream()
                .map(
                        result ->
                                String.join(
                                        " ",
                                        result.getCheck().getId(),
                                        result.getState().name(),
                                        result.getMessage().orElse(""),
                                        result.getDetails().toString()))
                .collect(Collectors.joining("\n"));
    }

    /** Of all MBeans of the context, Camel's own included. */
    String managedAttributes() throws JMException {
        MBeanServer server = camel.getManagementStrategy().getManagementAgent().getMBeanServer();
        String pattern = "org.apache.camel:context=" + camel.getManagementName() + ",*";
        StringBuilder text = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName(pattern), null)) {
            text.append(name).append('\n');
            String[] attributes =
                    Stream.of(server.getMBeanInfo(name).getAttributes())
                            .filter(MBeanAttributeInfo::isReadable)
                            .map(MBeanAttributeInfo::getName)
                            .toArray(String[]::new);
            text.append(server.getAttributes(name, attributes)).append('\n');
        }
        return text.toString();
    }

    private DevConsole console() {
        return camel.getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("alicom-mns");
    }
}
