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
package io.github.camelalicom.mns.emulator.control;

import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The browsers of tests that run beside each other. A browser starts when none is idle and then
 * serves one test after the other: to start it takes longer than most tests.
 */
final class Browsers implements AutoCloseable {

    private final Queue<Browser> idle = new ConcurrentLinkedQueue<>();

    /** A browser that no other test uses; empty where none is installed. */
    Optional<Browser> take() throws IOException {
        Browser browser = idle.poll();
        return browser == null ? Browser.startIfInstalled() : Optional.of(browser);
    }

    void putBack(Browser browser) {
        idle.add(browser);
    }

    @Override
    public void close() throws IOException {
        for (Browser browser = idle.poll(); browser != null; browser = idle.poll()) {
            browser.close();
        }
    }
}
