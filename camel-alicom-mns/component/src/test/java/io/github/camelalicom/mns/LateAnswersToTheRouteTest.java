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

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.RequestKind;

import static org.assertj.core.api.Assertions.assertThat;

/** Settling by hand where MNS does at once what it answers late. */
class LateAnswersToTheRouteTest extends AlicomMnsTestSupport {

    /** The first request has replaced the handle, so no other one could succeed. */
    @Test
    void aChangeOfVisibilityIsAwaitedForItsHandle() {
        // given
        alicom.assume(Assumption.SLOW_ANSWERS_TO_VISIBILITY);
        deliver(2);
        // when
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(smsReports("deleteAfterRead=false", "batching=true"))
                                .setHeader(AlicomMnsConstants.VISIBILITY_TIMEOUT, constant("60s"))
                                .to(uri("SmsReport", "operation=changeVisibility"))
                                .to(uri("SmsReport", "operation=deleteMessage"));
                    }
                });
        awaitDeleted("SmsReport", 2);
        // then
        assertThat(alicom.requests().count(RequestKind.CHANGE_VISIBILITY)).isEqualTo(2);
        assertThat(alicom.queue("SmsReport").messages())
                .allMatch(message -> message.dequeueCount() == 1);
    }
}
