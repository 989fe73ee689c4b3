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
package io.github.camelalicom.mns.example.push;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.camel.Body;
import org.apache.camel.Header;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptParser;

/** Reads the body of a push: an array of receipts, or a single one. */
public final class PushedReceipts {

    private static final ObjectReader JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .readerFor(JsonNode.class);

    private final ReceiptParser parser = new ReceiptParser();

    /**
     * All receipts, or none if one of them is invalid.
     *
     * @throws IllegalArgumentException for a body that is not JSON; it does not repeat the body,
     *     which contains personal data
     */
    public List<Receipt> read(@Header("messageType") String messageType, @Body byte[] body) {
        JsonNode json = json(body);
        List<Receipt> receipts = new ArrayList<>();
        for (JsonNode one : json.isArray() ? json : List.of(json)) {
            receipts.add(parser.parseJson(messageType, one.toString()));
        }
        return receipts;
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("The body of the push is not JSON");
        }
    }
}
