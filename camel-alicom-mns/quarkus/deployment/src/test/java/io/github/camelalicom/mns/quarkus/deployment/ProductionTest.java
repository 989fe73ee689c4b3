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

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelalicom.mns.emulator.AlicomEmulator;
import io.quarkus.test.QuarkusProdModeTest;

/** A packaged application in a process of its own, stopped by a signal in the middle of work. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductionTest {

    private static final AlicomEmulator EMULATOR = AlicomEmulator.start();
    private static final HeldWork WORK = new HeldWork(EMULATOR);
    private static final Map<String, String> SETTINGS = new TreeMap<>(WORK.account());

    static {
        SETTINGS.put("camel.main.shutdown-timeout", "2");
    }

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION =
            new QuarkusProdModeTest()
                    .withApplicationRoot(jar -> jar.addClass(HeldRoutes.class))
                    .setRuntimeProperties(SETTINGS)
                    .setRun(true);

    @AfterAll
    static void closeTheEmulator() {
        EMULATOR.close();
    }

    @Test
    @Order(1)
    void aStopStrandsNothing() {
        WORK.begin();

        APPLICATION.stop();

        WORK.assertNothingIsStranded();
        // it is started for the next test before anything of that test runs
        EMULATOR.reset();
        SETTINGS.put(HeldRoutes.AS_IN_DEV_MODE, "true");
    }

    /** In dev mode Camel Quarkus has a shutdown strategy that waits for nothing. */
    @Test
    @Order(2)
    void norDoesOneThatWaitsForNothing() {
        WORK.begin();

        APPLICATION.stop();

        WORK.assertNothingIsStranded();
    }
}
