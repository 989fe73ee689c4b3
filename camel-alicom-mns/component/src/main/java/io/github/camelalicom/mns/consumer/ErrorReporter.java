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
package io.github.camelalicom.mns.consumer;

import java.util.concurrent.Executor;

import org.slf4j.LoggerFactory;

import io.github.camelalicom.mns.gateway.Threads;

/** Receives failures that concern no single message. */
@FunctionalInterface
public interface ErrorReporter {

    void report(String message, Throwable cause);

    /** This reporter, called on threads that may block, since it may be user code. */
    default ErrorReporter on(Executor executor) {
        return (message, cause) -> {
            if (!Threads.start(executor, () -> safe().report(message, cause))) {
                LoggerFactory.getLogger(ErrorReporter.class)
                        .debug("{}; not reported, the consumer has stopped", message, cause);
            }
        };
    }

    /** This reporter, which may be user code: its exceptions do not end the loop of the caller. */
    default ErrorReporter safe() {
        return (message, cause) -> {
            try {
                report(message, cause);
            } catch (RuntimeException | Error e) {
                LoggerFactory.getLogger(ErrorReporter.class)
                        .error(
                                "ALICOM-319 The exception handler failed on: {}",
                                cause.getMessage(),
                                e);
            }
        };
    }
}
