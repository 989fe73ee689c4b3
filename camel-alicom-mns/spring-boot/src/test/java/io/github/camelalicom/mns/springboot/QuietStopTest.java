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
package io.github.camelalicom.mns.springboot;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;

import io.github.camelalicom.mns.emulator.AlicomEmulator;

import static io.github.camelalicom.mns.emulator.Receipts.smsReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The emulator is a bean, so it ends after the consumer, which has nothing to complain about. */
@ExtendWith(OutputCaptureExtension.class)
class QuietStopTest {

    @Test
    void theEndOfATestWithTheEmulatorAsABeanIsWithoutWarnings(CapturedOutput output) {
        // given
        TestContext test = new TestContextManager(ListenerTest.class).getTestContext();
        AlicomEmulator alicom = test.getApplicationContext().getBean(AlicomEmulator.class);
        alicom.reset();
        alicom.deliver(smsReport().delivered());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> alicom.queue("SmsReport").deleted() == 1);
        // when
        test.markApplicationContextDirty(DirtiesContext.HierarchyMode.EXHAUSTIVE);
        // then
        assertThat(output.toString())
                .contains("Stopped receiving from")
                .doesNotContain("WARN", "ERROR");
    }
}
