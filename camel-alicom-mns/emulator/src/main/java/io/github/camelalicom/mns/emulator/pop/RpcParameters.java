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
package io.github.camelalicom.mns.emulator.pop;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;

/** The parameters of an RPC call: those of the query and those of a form body are one set. */
@Provenance(
        value = Basis.SDK,
        source = "pop-core POSTs all of them in the body, java-sdk-core all in the query")
record RpcParameters(SortedMap<String, String> all) {

    private static final String FORM = "application/x-www-form-urlencoded";

    static RpcParameters of(Request request) {
        SortedMap<String, String> all = new TreeMap<>();
        addTo(all, request.rawQuery());
        if (request.headerOrEmpty("content-type").startsWith(FORM)) {
            addTo(all, request.bodyText());
        }
        return new RpcParameters(all);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(all.get(name)).filter(value -> !value.isEmpty());
    }

    String require(String name) {
        return find(name).orElseThrow(() -> PopException.missing(name));
    }

    private static void addTo(SortedMap<String, String> all, String encoded) {
        for (String item : encoded.split("&")) {
            int equals = item.indexOf('=');
            if (equals > 0) {
                all.put(decode(item.substring(0, equals)), decode(item.substring(equals + 1)));
            } else if (!item.isEmpty()) {
                all.put(decode(item), "");
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new PopException(
                    400, "InvalidParameter.Format", "A parameter is not percent-encoded.");
        }
    }
}
