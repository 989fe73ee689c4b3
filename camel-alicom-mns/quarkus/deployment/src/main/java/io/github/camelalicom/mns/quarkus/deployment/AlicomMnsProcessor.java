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
package io.github.camelalicom.mns.quarkus.deployment;

import org.apache.camel.quarkus.core.deployment.spi.CamelServiceDestination;
import org.apache.camel.quarkus.core.deployment.spi.CamelServicePatternBuildItem;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.FeatureBuildItem;

/** What the component needs in every Quarkus application, on the JVM and native. */
class AlicomMnsProcessor {

    static final String FEATURE = "camel-alicom-mns";

    private static final String DEV_CONSOLES = "META-INF/services/org/apache/camel/dev-console/*";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    /**
     * Camel Quarkus keeps only services whose pattern it knows, and dev consoles are not among
     * them.
     */
    @BuildStep
    CamelServicePatternBuildItem devConsoles() {
        return new CamelServicePatternBuildItem(
                CamelServiceDestination.DISCOVERY, true, DEV_CONSOLES);
    }
}
