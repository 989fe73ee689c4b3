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
package io.github.camelalicom.mns.emulator;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.text.ExactJson;

/**
 * Builds a receipt from a sample of its type, field by field. Field names are those of Alibaba
 * Cloud.
 *
 * @param <R> the kind of receipt, so that calls can be chained
 */
public abstract class Receipt<R extends Receipt<R>> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String messageType;
    private ObjectNode fields;

    Receipt(String messageType) {
        this(messageType, messageType);
    }

    Receipt(String messageType, String sample) {
        this.messageType = messageType;
        this.fields = Samples.of(sample);
    }

    public final String messageType() {
        return messageType;
    }

    /**
     * The whole receipt as this JSON object. White space outside of texts is not kept; use {@code
     * deliverRaw} for a body that must arrive byte by byte.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    public R json(String text) {
        byte[] document = text.getBytes(StandardCharsets.UTF_8);
        if (ExactJson.read("json", document) instanceof ObjectNode object) {
            fields = object;
            return self();
        }
        throw new IllegalArgumentException(
                "json: a receipt is a JSON object; use deliverRaw for others");
    }

    /** Sets a field; a text, number, boolean, list, map or null. */
    public R with(String field, Object value) {
        fields.set(field, JSON.<JsonNode>valueToTree(value));
        return self();
    }

    public R without(String field) {
        fields.remove(field);
        return self();
    }

    /** The receipt in its current form. */
    public String json() {
        return fields.toString();
    }

    /** The value of a field as text; null when it has none. */
    String field(String name) {
        return fields.hasNonNull(name) ? fields.get(name).asText() : null;
    }

    /** Receipts contain personal data. */
    @Override
    public String toString() {
        return messageType;
    }

    abstract R self();
}
