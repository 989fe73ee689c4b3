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

import io.github.camelalicom.mns.receipt.CallDetail;
import io.github.camelalicom.mns.receipt.GenericReceipt;
import io.github.camelalicom.mns.receipt.GlobeMessage;
import io.github.camelalicom.mns.receipt.GlobeSmsReport;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptParser;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SmsReport;
import io.github.camelalicom.mns.receipt.VoiceReport;

/**
 * Receipts to JSON in its usual shapes, and back.
 *
 * <p>The way back is one fallback for all records rather than a method per record and shape. It
 * answers only when a receipt is asked for, so that it cannot take part in any other conversion of
 * the application.
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

    /** Under the vendor's field names. */
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

    /** JSON in UTF-8, whatever charset the exchange names: so JSON is defined. */
    @Converter
    public static byte[] toBytes(Receipt receipt) {
        return receipt.json().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A receipt from JSON or from a map under the vendor's field names. The message type is taken
     * from the exchange's header where it goes with the record asked for.
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
            // thrown as it is, Camel would wrap it in a message that quotes the value
            throw new TypeConversionException("(not shown)", type, e);
        }
    }

    /**
     * What was asked for, in the form in which it would have come: so that one route serves both.
     */
    @Converter
    public static SmsReport toSmsReport(SendDetail detail) {
        return detail.toSmsReport();
    }

    /** Likewise for a call. */
    @Converter
    public static VoiceReport toVoiceReport(CallDetail detail) {
        return detail.toVoiceReport();
    }

    /** Likewise for a message of the international site. */
    @Converter
    public static GlobeSmsReport toGlobeSmsReport(GlobeMessage message) {
        return message.toGlobeSmsReport();
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

    /** {@code null} for a value that no JSON can be expected in. */
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
