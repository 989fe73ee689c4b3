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
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.WrappedFile;
import org.apache.camel.spi.TypeConverterRegistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.camelalicom.mns.receipt.GenericReceipt;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptParser;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SmsReport;

/**
 * Converts receipts to JSON in its usual Java types, and back.
 *
 * <p>The way back is one fallback converter instead of a method per record and type. It converts to
 * receipts only, so that it does not affect any other conversion of the application.
 */
@Converter(generateLoader = true)
public final class AlicomMnsConverters {

    private static final ReceiptParser PARSER = new ReceiptParser();
    private static final ObjectReader NODES =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readerFor(JsonNode.class);

    private AlicomMnsConverters() {}

    @Converter
    public static String toJson(Receipt receipt) {
        return receipt.json();
    }

    /** With the field names of Alibaba Cloud as keys. */
    @Converter
    public static Map<String, Object> toMap(Receipt receipt) {
        return receipt.asMap();
    }

    @Converter
    public static JsonNode toJsonNode(Receipt receipt) throws JsonProcessingException {
        return NODES.readTree(receipt.json());
    }

    @Converter
    public static InputStream toInputStream(Receipt receipt) {
        return new ByteArrayInputStream(toBytes(receipt));
    }

    /** In UTF-8, as JSON requires, regardless of the charset of the exchange. */
    @Converter
    public static byte[] toBytes(Receipt receipt) {
        return receipt.json().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a receipt from JSON, or from a map with the field names of Alibaba Cloud as keys. The
     * message type is that of the header if it matches the requested record.
     */
    @Converter(fallback = true)
    public static <T> T toReceipt(
            Class<T> type, Exchange exchange, Object value, TypeConverterRegistry registry)
            throws IOException {
        if (!Receipt.class.isAssignableFrom(type)) {
            return null;
        }
        String messageType = messageType(exchange);
        boolean known =
                type == Receipt.class ? messageType != null : ReceiptParser.canParseAs(type);
        String json = known ? json(exchange, value, registry) : null;
        try {
            return json == null ? null : type.cast(parse(type, messageType, json));
        } catch (InvalidReceiptException e) {
            // not rethrown: Camel would wrap it in a message that quotes the value
            throw new TypeConversionException("(not shown)", type, e);
        }
    }

    /**
     * Converts a queried detail to the report that the queue delivers, so one route serves both.
     */
    @Converter
    public static SmsReport toSmsReport(SendDetail detail) {
        return detail.toSmsReport();
    }

    private static Receipt parse(Class<?> type, String messageType, String json) {
        return type == Receipt.class
                ? PARSER.parseJson(messageType, json)
                : PARSER.parseAs(type.asSubclass(Receipt.class), messageType, json);
    }

    private static String messageType(Exchange exchange) {
        Object header =
                exchange == null
                        ? null
                        : exchange.getMessage().getHeader(AlicomMnsConstants.MESSAGE_TYPE);
        // a batch has a list there
        return header instanceof String messageType ? messageType : null;
    }

    /** {@code null} for a value of a type that contains no JSON. */
    private static String json(Exchange exchange, Object value, TypeConverterRegistry registry)
            throws IOException {
        if (value instanceof Receipt receipt) {
            return receipt.json();
        }
        if (value instanceof Map<?, ?> map) {
            return GenericReceipt.of(map).json();
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof InputStream stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (value instanceof JsonNode || value instanceof CharSequence) {
            return value.toString();
        }
        boolean text = value instanceof Reader || value instanceof WrappedFile;
        return text
                ? registry.getCamelContext()
                        .getTypeConverter()
                        .convertTo(String.class, exchange, value)
                : null;
    }
}
