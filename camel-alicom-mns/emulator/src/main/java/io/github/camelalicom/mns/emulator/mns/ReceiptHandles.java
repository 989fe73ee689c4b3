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

import java.util.List;

import io.github.camelalicom.mns.emulator.http.Request;

/** Reads the receipt handles of a request that was not performed. */
final class ReceiptHandles {

    private ReceiptHandles() {}

    /** All handles; an empty list when the request is malformed. */
    static List<String> in(Request request) {
        try {
            return MnsOperation.of(request).map(asked -> in(request, asked)).orElse(List.of());
        } catch (MnsException e) {
            return List.of();
        }
    }

    private static List<String> in(Request request, MnsOperation asked) {
        return switch (asked) {
            case DELETE, CHANGE_VISIBILITY ->
                    Query.of(request).text(Query.HANDLE).stream().toList();
            case BATCH_DELETE -> of(XmlElement.parse(request.body()));
            default -> List.of();
        };
    }

    /** The handles of a batch. */
    static List<String> of(XmlElement document) {
        return document.children("ReceiptHandle").stream().map(XmlElement::text).toList();
    }
}
