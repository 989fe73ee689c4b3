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
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One HTTP request as received. The target is not decoded, because MNS signatures are computed over
 * it.
 *
 * @param headers by lower-cased name; repeated ones joined with a comma
 * @param connected whether the client still holds the connection; reads from the socket, so ask
 *     only after a wait
 * @param origin what the logs of messages refer to
 */
public record Request(
        String method,
        String target,
        Map<String, String> headers,
        byte[] body,
        BooleanSupplier connected,
        Origin origin) {

    /** A request without an origin. */
    public Request(
            String method,
            String target,
            Map<String, String> headers,
            byte[] body,
            BooleanSupplier connected) {
        this(method, target, headers, body, connected, Origin.NONE);
    }

    /** The same for a server that does not notice when its client leaves. */
    public Request withClientTakenAsConnected() {
        return new Request(method, target, headers, body, () -> true, origin);
    }

    public Request from(Origin newOrigin) {
        return new Request(method, target, headers, body, connected, newOrigin);
    }

    /** The same with another method, as HEAD is answered like GET. */
    public Request withMethod(String other) {
        return new Request(other, target, headers, body, connected, origin);
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    public String headerOrEmpty(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The target without its query. */
    public String rawPath() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** What follows the question mark, still encoded; empty when there is none. */
    public String rawQuery() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    @Override
    public String toString() {
        return method + " " + rawPath();
    }
}
