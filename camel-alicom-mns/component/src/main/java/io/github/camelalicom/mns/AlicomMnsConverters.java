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
package io.github.camelalicom.mns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.TypeConverter;
import org.apache.camel.spi.TypeConverterRegistry;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.camelalicom.mns.exchange.BodyReader;
import io.github.camelalicom.mns.receipt.CallDetail;
import io.github.camelalicom.mns.receipt.GlobeMessage;
import io.github.camelalicom.mns.receipt.GlobeSmsReport;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.JsonBody;
import io.github.camelalicom.mns.receipt.ReceiptList;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SmsReport;
import io.github.camelalicom.mns.receipt.VoiceReport;

/**
 * Receipts, send details and lists of them to JSON in its usual forms, and back.
 *
 * <p>The way back is one fallback for all records instead of a method per record and form. It
 * answers only if a receipt, a send detail or several of them are requested, so that it cannot take
 * part in any other conversion of the application.
 */
@Converter(generateLoader = true)
public final class AlicomMnsConverters {

    /** Not from the text: a parser has limits that a receipt does not have. */
    private static final JsonMapper NODES =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private AlicomMnsConverters() {}

    @Converter
    public static String toJson(JsonBody body) {
        return body.json();
    }

    /**
     * Under Alibaba Cloud's field names; a copy that a route may change. Camel uses it for requests
     * of a {@link HashMap} as well.
     */
    @Converter
    public static Map<String, Object> toMap(JsonBody body) {
        return new LinkedHashMap<>(body.asMap());
    }

    @Converter
    public static JsonNode toJsonNode(JsonBody body) {
        return NODES.valueToTree(body);
    }

    @Converter
    public static InputStream toInputStream(JsonBody body) {
        return new ByteArrayInputStream(toBytes(body));
    }

    /** Always UTF-8, whatever charset the exchange has: JSON is defined so. */
    @Converter
    public static byte[] toBytes(JsonBody body) {
        return body.json().getBytes(StandardCharsets.UTF_8);
    }

    /** A JSON array. */
    @Converter
    public static String toJsonArray(ReceiptList<?> list) {
        return list.json();
    }

    @Converter
    public static JsonNode toArrayNode(ReceiptList<?> list) {
        return NODES.valueToTree(list);
    }

    @Converter
    public static InputStream toArrayStream(ReceiptList<?> list) {
        return new ByteArrayInputStream(toArrayBytes(list));
    }

    @Converter
    public static byte[] toArrayBytes(ReceiptList<?> list) {
        return list.json().getBytes(StandardCharsets.UTF_8);
    }

    /** The missing receipt, so that one route can process both. */
    @Converter
    public static SmsReport toSmsReport(SendDetail detail) {
        return detail.toSmsReport();
    }

    /** The missing report of a call. */
    @Converter
    public static VoiceReport toVoiceReport(CallDetail detail) {
        return detail.toVoiceReport();
    }

    /** The missing report of a message of the international site. */
    @Converter
    public static GlobeSmsReport toGlobeSmsReport(GlobeMessage message) {
        return message.toGlobeSmsReport();
    }

    /**
     * A receipt or send detail from JSON or from a map under Alibaba Cloud's field names; several
     * as a {@link ReceiptList} or an array. The message type is taken from the exchange's header if
     * its receipts are read as the requested record.
     */
    @Converter(fallback = true)
    public static <T> T fromJson(
            Class<T> type, Exchange exchange, Object value, TypeConverterRegistry registry)
            throws IOException {
        if (!BodyReader.reads(type)) {
            return null;
        }
        try {
            Object read = new BodyReader(exchange, registry.getCamelContext()).read(type, value);
            return read == null ? impossible() : type.cast(read);
        } catch (InvalidReceiptException | TypeConversionException e) {
            // not rethrown: Camel would wrap it in a message that quotes the value
            throw new TypeConversionException("(not shown)", type, e);
        }
    }

    /**
     * Ends the conversion. After {@code null}, Camel would try converters of arrays and texts,
     * whose exceptions quote the value, and would then remember that the two types have no
     * conversion, although the next value or exchange may have one.
     */
    @SuppressWarnings("unchecked")
    private static <T> T impossible() {
        return (T) TypeConverter.MISS_VALUE;
    }
}
