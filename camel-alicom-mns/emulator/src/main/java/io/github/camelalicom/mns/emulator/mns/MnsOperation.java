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
package io.github.camelalicom.mns.emulator.mns;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** The operations of MNS. */
@Provenance(value = Basis.DOCUMENTED, source = "help 35129, 35136 to 35140")
public enum MnsOperation {
    SEND,
    RECEIVE,
    PEEK,
    DELETE,
    BATCH_DELETE,
    CHANGE_VISIBILITY,
    GET_QUEUE,
    CREATE_QUEUE,
    SET_QUEUE,
    DELETE_QUEUE;

    private static final Pattern PATH = Pattern.compile("/+queues/([^/]*)(/messages)?/?");

    /** The operation of a request; empty when MNS has no such operation. */
    public static Optional<MnsOperation> of(Request request) {
        Matcher path = PATH.matcher(request.rawPath());
        if (!path.matches()) {
            return Optional.empty();
        }
        Query query = Query.of(request);
        boolean messages = path.group(2) != null;
        return Optional.ofNullable(
                messages ? ofMessages(request.method(), query) : ofQueue(request.method(), query));
    }

    /** The queue a request names; empty when it names none. */
    public static Optional<String> queueName(Request request) {
        Matcher path = PATH.matcher(request.rawPath());
        return path.matches() ? Optional.of(decoded(path.group(1))) : Optional.empty();
    }

    /** Whether it manages queues, which a temporary token may not. */
    boolean isManagement() {
        return this == CREATE_QUEUE || this == SET_QUEUE || this == DELETE_QUEUE;
    }

    private static MnsOperation ofMessages(String method, Query query) {
        return switch (method) {
            case "POST" -> SEND;
            case "GET" -> query.isTrue(Query.PEEK) ? PEEK : RECEIVE;
            case "DELETE" -> query.has(Query.HANDLE) ? DELETE : BATCH_DELETE;
            case "PUT" -> CHANGE_VISIBILITY;
            default -> null;
        };
    }

    private static MnsOperation ofQueue(String method, Query query) {
        return switch (method) {
            case "GET" -> GET_QUEUE;
            case "PUT" -> query.isTrue(Query.OVERRIDE) ? SET_QUEUE : CREATE_QUEUE;
            case "DELETE" -> DELETE_QUEUE;
            default -> null;
        };
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
