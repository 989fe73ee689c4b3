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
package io.github.camelalicom.mns.emulator.control;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.text.ExactJson;

/** The body of a control call: one JSON value, or an array of them. */
final class CallBody {

    private CallBody() {}

    static List<JsonNode> items(Request request) {
        JsonNode body = ExactJson.read("body", request.body());
        if (!body.isArray()) {
            return List.of(body);
        }
        List<JsonNode> items = new ArrayList<>();
        body.forEach(items::add);
        return items;
    }
}
