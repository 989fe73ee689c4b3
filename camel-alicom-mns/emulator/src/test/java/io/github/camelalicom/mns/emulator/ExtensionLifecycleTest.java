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
package io.github.camelalicom.mns.emulator;

import java.lang.reflect.Proxy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When JUnit calls the extension in an unusual order. */
class ExtensionLifecycleTest {

    private final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @AfterEach
    void close() {
        alicom.emulator().close();
    }

    @Test
    void servesClassesBesideEachOtherUntilTheLastOneEnds() {
        alicom.beforeAll(context("A"));
        alicom.beforeAll(context("B"));
        AlicomEmulator emulator = alicom.emulator();
        alicom.afterAll(context("A"));
        assertThat(alicom.emulator()).isSameAs(emulator);
        alicom.afterAll(context("B"));
        assertThat(alicom.emulator()).isNotSameAs(emulator);
    }

    /** Another extension failed before the turn of this one: JUnit ends what did not begin. */
    @Test
    void servesTheNextClassAfterOneThatDidNotBegin() {
        alicom.afterAll(context("A"));
        alicom.beforeAll(context("B"));
        AlicomEmulator emulator = alicom.emulator();
        alicom.beforeEach(context("B.first"));
        alicom.afterEach(context("B.first"));
        assertThat(alicom.emulator()).isSameAs(emulator);
        alicom.afterAll(context("B"));
        assertThat(alicom.emulator()).isNotSameAs(emulator);
    }

    @Test
    void refusesTestsThatRunAtTheSameTime() {
        alicom.beforeAll(context("A"));
        alicom.beforeEach(context("first"));
        assertThatThrownBy(() -> alicom.beforeEach(context("second")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "second runs at the same time as first, and a reset before each test would"
                                + " remove the messages of the other; declare the extension in an"
                                + " instance field, or run these tests in one thread");
        alicom.afterEach(context("second"));
        alicom.afterEach(context("first"));
        alicom.beforeEach(context("third"));
    }

    private static ExtensionContext context(String name) {
        return (ExtensionContext)
                Proxy.newProxyInstance(
                        ExtensionContext.class.getClassLoader(),
                        new Class<?>[] {ExtensionContext.class},
                        (proxy, method, arguments) -> name);
    }
}
