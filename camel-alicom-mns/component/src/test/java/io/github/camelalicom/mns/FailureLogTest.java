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

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the log holds of a receipt that the route cannot process. */
class FailureLogTest extends AlicomMnsTestSupport {

    private static final String STACK = "\tat " + FailingStep.class.getName() + ".process";
    private static final String OUTCOME = "Error processing receipt from queue";

    @RegisterExtension final LogCapture log = new LogCapture();

    @Test
    void hasOneStackTraceAndOneLineWithTheOutcome() {
        fail(false);

        assertThat(log.text()).containsOnlyOnce(STACK).containsOnlyOnce(OUTCOME);
        assertThat(log.text().lines().filter(line -> line.contains(OUTCOME)))
                .singleElement()
                .asString()
                .contains("Caused by: [java.lang.IllegalStateException - out of order]");
    }

    @Test
    void hasTheStackTraceOfARouteWithoutErrorHandlerToo() {
        fail(true);

        assertThat(log.text()).containsOnlyOnce(STACK).containsOnlyOnce(OUTCOME);
    }

    /** With the exception handler that a consumer has by default. */
    private void fail(boolean withoutErrorHandler) {
        deliver(1);
        start(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        if (withoutErrorHandler) {
                            errorHandler(noErrorHandler());
                        }
                        from(alicom.uri("SmsReport", "waitTime=1s")).process(new FailingStep());
                    }
                });
        await().until(() -> log.text().contains(OUTCOME));
    }

    static final class FailingStep implements Processor {

        @Override
        public void process(Exchange exchange) {
            throw new IllegalStateException("out of order");
        }
    }
}
