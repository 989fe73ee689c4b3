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
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/** Keeps what the consumer reports. */
final class RecordingExceptionHandler implements ExceptionHandler {

    record Report(String message, Throwable cause) {}

    final List<Report> reports = new CopyOnWriteArrayList<>();

    @Override
    public void handleException(Throwable exception) {
        reports.add(new Report(null, exception));
    }

    @Override
    public void handleException(String message, Throwable exception) {
        reports.add(new Report(message, exception));
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        reports.add(new Report(message, exception));
    }
}
