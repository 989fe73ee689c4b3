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
package io.github.camelalicom.mns.receipt;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the fields of a receipt made by a program, under the vendor's names; {@code null} is
 * left out.
 */
final class FieldWriter {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    FieldWriter put(String field, Object value) {
        if (value != null) {
            fields.put(field, value instanceof OffsetDateTime time ? Times.format(time) : value);
        }
        return this;
    }

    /** Further fields never replace one that has a component. */
    Map<String, Object> with(Map<String, Object> properties) {
        properties.forEach(fields::putIfAbsent);
        return Collections.unmodifiableMap(fields);
    }
}
