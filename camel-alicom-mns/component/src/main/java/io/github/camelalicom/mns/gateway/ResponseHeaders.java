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
package io.github.camelalicom.mns.gateway;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.MessageConstraints;

/** Limits the headers of an answer, and reads single ones. */
final class ResponseHeaders {

    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_COUNT = 200;

    /** For a connection: headers without end would exhaust the memory. */
    static final ConnectionConfig LIMITS =
            ConnectionConfig.custom()
                    .setMessageConstraints(
                            MessageConstraints.custom()
                                    .setMaxLineLength(MAX_LINE)
                                    .setMaxHeaderCount(MAX_COUNT)
                                    .build())
                    .build();

    private ResponseHeaders() {}

    /** The value of the first header of this name, or null. */
    static String value(HttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** The {@code Date} header; null if it is missing or malformed. */
    static Instant date(HttpResponse response) {
        String date = value(response, "Date");
        try {
            return date == null
                    ? null
                    : DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
