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
package io.github.camelalicom.mns.kamelets;

import org.junit.jupiter.api.Test;

import static io.github.camelalicom.mns.emulator.Receipts.smsUp;

/** A Pipe, as {@code camel bind} writes it and Camel K runs it. */
class PipeTest extends KameletTestSupport {

    @Test
    void takesTheKameletAsItsSource() throws Exception {
        done.expectedMessageCount(1);
        done.message(0).body(String.class).contains("\"content\":\"TD\"");
        start("pipe.yaml");

        alicom.deliver(smsUp().content("TD"));

        done.assertIsSatisfied();
        awaitDeleted("SmsUp");
    }
}
