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
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;
import org.apache.camel.TypeConverter;
import org.apache.camel.WrappedFile;
import org.apache.camel.spi.TypeConverterRegistry;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.github.camelalicom.mns.receipt.CallDetail;
import io.github.camelalicom.mns.receipt.GenericReceipt;
import io.github.camelalicom.mns.receipt.GlobeMessage;
import io.github.camelalicom.mns.receipt.GlobeSmsReport;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.InvalidReceiptException.Reason;
import io.github.camelalicom.mns.receipt.JsonBody;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptList;
import io.github.camelalicom.mns.receipt.ReceiptParser;
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

    private static final ReceiptParser PARSER = new ReceiptParser();

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
        Class<?> element = type.isArray() ? type.getComponentType() : type;
        if (type != ReceiptList.class && !JsonBody.class.isAssignableFrom(element)) {
            return null;
        }
        try {
            Object read = read(type, exchange, value, registry);
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

    private static Object read(
            Class<?> type, Exchange exchange, Object value, TypeConverterRegistry registry)
            throws IOException {
        if (type == ReceiptList.class) {
            List<JsonBody> bodies = readAll(JsonBody.class, exchange, value, registry);
            return bodies == null ? null : ReceiptList.copyOf(bodies);
        }
        if (type.isArray()) {
            Class<? extends JsonBody> element = type.getComponentType().asSubclass(JsonBody.class);
            List<? extends JsonBody> bodies = readAll(element, exchange, value, registry);
            return bodies == null ? null : bodies.toArray(newArray(element));
        }
        boolean related = !(value instanceof JsonBody) || isOfSameKind(value.getClass(), type);
        String json = related && canRead(type, exchange) ? json(exchange, value, registry) : null;
        return json == null ? null : parse(type.asSubclass(JsonBody.class), exchange, json);
    }

    /** A receipt is read as another one, a detail as itself only. */
    private static boolean isOfSameKind(Class<?> from, Class<?> to) {
        return from == to || !ReceiptParser.isDetail(from) && !ReceiptParser.isDetail(to);
    }

    private static Object[] newArray(Class<?> element) {
        return (Object[]) Array.newInstance(element, 0);
    }

    /** {@code null} if one of the values cannot be converted. */
    private static <E extends JsonBody> List<E> readAll(
            Class<E> type, Exchange exchange, Object value, TypeConverterRegistry registry)
            throws IOException {
        Collection<?> values = elements(value);
        if (values != null) {
            return convertAll(type, exchange, values, registry);
        }
        String json = canRead(type, exchange) ? json(exchange, value, registry) : null;
        if (json == null) {
            return null;
        }
        List<E> bodies =
                PARSER.split(json).stream().map(text -> parse(type, exchange, text)).toList();
        return bodies.stream().allMatch(type::isInstance) ? bodies : null;
    }

    /** {@code null} for a value that is neither a body nor several values. */
    private static Collection<?> elements(Object value) {
        if (value instanceof JsonBody) {
            return List.of(value);
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        return value instanceof Collection<?> collection ? collection : null;
    }

    private static <E> List<E> convertAll(
            Class<E> type,
            Exchange exchange,
            Collection<?> values,
            TypeConverterRegistry registry) {
        TypeConverter converter = registry.getCamelContext().getTypeConverter();
        List<E> converted = new ArrayList<>(values.size());
        for (Object value : values) {
            E body = value == null ? null : converter.convertTo(type, exchange, value);
            if (body == null) {
                return null;
            }
            converted.add(body);
        }
        return converted;
    }

    /** A type without fields of its own is determined by the message type. */
    private static boolean canRead(Class<?> type, Exchange exchange) {
        return type.isInterface() ? messageType(exchange) != null : ReceiptParser.canParseAs(type);
    }

    /** {@code null} if the message type has a record of another kind. */
    private static <E extends JsonBody> E parse(Class<E> type, Exchange exchange, String json) {
        String messageType = messageType(exchange);
        if (!type.isInterface()) {
            return PARSER.parseAs(type, messageType, json);
        }
        Receipt receipt = PARSER.parseJson(messageType, json);
        return type.isInstance(receipt) ? type.cast(receipt) : null;
    }

    private static String messageType(Exchange exchange) {
        Object header =
                exchange == null
                        ? null
                        : exchange.getMessage().getHeader(AlicomMnsConstants.MESSAGE_TYPE);
        return header instanceof String messageType ? messageType : null;
    }

    /** {@code null} for a value that cannot contain JSON. */
    private static String json(Exchange exchange, Object value, TypeConverterRegistry registry)
            throws IOException {
        if (value instanceof JsonBody body) {
            return body.json();
        }
        if (value instanceof Map<?, ?> map) {
            return GenericReceipt.of(map).json();
        }
        if (value instanceof byte[] bytes) {
            return utf8(bytes);
        }
        if (value instanceof InputStream stream) {
            return utf8(stream.readAllBytes());
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

    /** Other bytes are refused, as in a queue: replaced characters would alter the receipt. */
    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidReceiptException(
                    Reason.NOT_UTF8, new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
