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
package io.github.camelalicom.mns.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param code the service's error code, null for success; recorded, never sent
 * @param sentBytes how much of the body is sent before the connection is closed
 * @param ending how it ends after that
 */
public record Answer(
        int status,
        Map<String, String> headers,
        byte[] body,
        String code,
        int sentBytes,
        Ending ending) {

    /** How an answer ends. */
    public enum Ending {
        PROPER,
        /** Its headers continue until the client leaves. */
        ENDLESS_HEADERS,
        /** Its body continues, in chunks, until the client leaves. */
        ENDLESS_BODY
    }

    private static final byte[] NOTHING = {};

    /** No answer at all: the connection is dropped. */
    public static final Answer DROPPED = new Answer(0, Map.of(), NOTHING, null, 0, Ending.PROPER);

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** An answer without a body. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), NOTHING, null, 0, Ending.PROPER);
    }

    public static Answer of(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of("Content-Type", contentType);
        return new Answer(status, headers, bytes, null, bytes.length, Ending.PROPER);
    }

    public static Answer json(int status, String body) {
        return of(status, "application/json;charset=utf-8", body);
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, all, body, code, sentBytes, ending);
    }

    public Answer withCode(String errorCode) {
        return new Answer(status, headers, body, errorCode, sentBytes, ending);
    }

    /** The same, lost with its connection. */
    public Answer dropped() {
        return new Answer(0, headers, body, null, sentBytes, ending);
    }

    /** The same Content-Length, but the connection ends after this number of bytes of the body. */
    public Answer cutAfter(int bytes) {
        return new Answer(status, headers, body, code, Math.min(bytes, sentBytes), ending);
    }

    /** The same with another body; a cut stays where it was. */
    public Answer withBody(byte[] other) {
        int sent = isCut() ? Math.min(sentBytes, other.length) : other.length;
        return new Answer(status, headers, other, code, sent, ending);
    }

    /** The same without an end. A status that has no body is replaced. */
    public Answer withoutEnd(Ending endless) {
        int withBody = status == 204 ? 200 : status;
        return new Answer(withBody, headers, body, code, sentBytes, endless);
    }

    public boolean isEndless() {
        return ending != Ending.PROPER;
    }

    public boolean isDropped() {
        return status == 0;
    }

    public boolean isCut() {
        return sentBytes < body.length;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
