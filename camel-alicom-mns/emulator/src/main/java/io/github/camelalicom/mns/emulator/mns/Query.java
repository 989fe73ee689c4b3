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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** The query items of an MNS request. */
@Provenance(
        value = Basis.SDK,
        source = "clients disagree about the case of the keys and send '+' of a handle unencoded")
final class Query {

    static final String HANDLE = "receipthandle";
    static final String VISIBILITY_TIMEOUT = "visibilitytimeout";
    static final String BATCH = "numofmessages";
    static final String WAIT = "waitseconds";
    static final String PEEK = "peekonly";
    static final String OVERRIDE = "metaoverride";
    private static final Set<String> KNOWN =
            Set.of(HANDLE, VISIBILITY_TIMEOUT, BATCH, WAIT, PEEK, OVERRIDE);

    private final Map<String, String> items = new HashMap<>();

    private Query() {}

    static Query of(Request request) {
        Query query = new Query();
        for (String item : request.rawQuery().split("&")) {
            int equals = item.indexOf('=');
            if (equals > 0) {
                String key = item.substring(0, equals).toLowerCase(Locale.ROOT);
                query.items.put(key, item.substring(equals + 1));
            } else if (!item.isEmpty()) {
                query.items.put(item.toLowerCase(Locale.ROOT), "");
            }
        }
        return query;
    }

    void checkKnown() {
        items.keySet().stream()
                .filter(key -> !KNOWN.contains(key))
                .findFirst()
                .ifPresent(Query::refuse);
    }

    boolean has(String key) {
        return items.containsKey(key);
    }

    boolean isTrue(String key) {
        return "true".equalsIgnoreCase(items.get(key));
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(items.get(key)).map(Query::decode).filter(s -> !s.isEmpty());
    }

    /** A number in its range; {@code name} is how the documentation spells the key. */
    Optional<Integer> number(String name, int low, int high, String unit) {
        return text(name.toLowerCase(Locale.ROOT))
                .map(text -> Numbers.inRange(name, text, low, high, unit));
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return refuse(value);
        }
    }

    private static String refuse(String item) {
        throw MnsException.badRequest(
                "InvalidQueryString",
                "Http request URL contains invalid querystring item \u201c" + item + "\u201d.");
    }
}
