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

import java.util.Map;

/**
 * An entry of an answer to a receive.
 *
 * @param fields what could be read
 * @param defect null when everything could, else what is wrong, in a sentence without content
 */
record MnsEntry(Map<String, String> fields, String defect) {

    /** Of a well-formed entry. */
    static MnsEntry of(Map<String, String> fields) {
        return new MnsEntry(
                fields, fields.containsKey("MessageBody") ? null : "The entry has no MessageBody");
    }
}
