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
package io.github.camelalicom.mns.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConverter;
import org.apache.camel.WrappedFile;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelalicom.mns.AlicomMnsConstants;
import io.github.camelalicom.mns.receipt.GenericReceipt;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.JsonBody;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptBody;
import io.github.camelalicom.mns.receipt.ReceiptList;
import io.github.camelalicom.mns.receipt.ReceiptParser;

/**
 * Reads receipts, send details and lists of them from what a route has for a body: JSON in any
 * form, maps, other records, and arrays and collections of these.
 */
public final class BodyReader {

    private static final ReceiptParser PARSER = new ReceiptParser();

    private final Exchange exchange;
    private final TypeConverter converter;

    /**
     * @param exchange whose message type is that of the values; may be null
     */
    public BodyReader(Exchange exchange, CamelContext context) {
        this.exchange = exchange;
        this.converter = context.getTypeConverter();
    }

    /** Whether this is the type of a body, or of several. */
    public static boolean reads(Class<?> type) {
        Class<?> element = type.isArray() ? type.getComponentType() : type;
        return type == ReceiptList.class || JsonBody.class.isAssignableFrom(element);
    }

    /**
     * {@code null} if the value cannot be read as this type.
     *
     * @throws InvalidReceiptException if its JSON is not valid
     */
    public Object read(Class<?> type, Object value) throws IOException {
        if (type == ReceiptList.class) {
            List<JsonBody> bodies = readAll(JsonBody.class, value);
            return bodies == null ? null : ReceiptList.copyOf(bodies);
        }
        if (type.isArray()) {
            Class<? extends JsonBody> element = type.getComponentType().asSubclass(JsonBody.class);
            List<? extends JsonBody> bodies = readAll(element, value);
            return bodies == null ? null : bodies.toArray(newArray(element));
        }
        boolean related = !(value instanceof JsonBody) || isOfSameKind(value.getClass(), type);
        String json = related && canRead(type) ? json(value) : null;
        return json == null ? null : parse(type.asSubclass(JsonBody.class), json);
    }

    /** A receipt is read as another one, a detail as itself only. */
    private static boolean isOfSameKind(Class<?> from, Class<?> to) {
        return from == to || !ReceiptParser.isDetail(from) && !ReceiptParser.isDetail(to);
    }

    private static Object[] newArray(Class<?> element) {
        return (Object[]) Array.newInstance(element, 0);
    }

    /** {@code null} if one of the values cannot be converted. */
    private <E extends JsonBody> List<E> readAll(Class<E> type, Object value) throws IOException {
        Collection<?> values = elements(value);
        if (values != null) {
            return convertAll(type, values);
        }
        String json = canRead(type) ? json(value) : null;
        if (json == null) {
            return null;
        }
        List<E> bodies = PARSER.split(json).stream().map(text -> parse(type, text)).toList();
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

    private <E> List<E> convertAll(Class<E> type, Collection<?> values) {
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
    private boolean canRead(Class<?> type) {
        return type.isInterface() ? messageType() != null : ReceiptParser.canParseAs(type);
    }

    /** {@code null} if the message type has a record of another kind. */
    private <E extends JsonBody> E parse(Class<E> type, String json) {
        String messageType = messageType();
        if (!type.isInterface()) {
            return PARSER.parseAs(type, messageType, json);
        }
        Receipt receipt = PARSER.parseJson(messageType, json);
        return type.isInstance(receipt) ? type.cast(receipt) : null;
    }

    private String messageType() {
        Object header =
                exchange == null
                        ? null
                        : exchange.getMessage().getHeader(AlicomMnsConstants.MESSAGE_TYPE);
        return header instanceof String messageType ? messageType : null;
    }

    /** {@code null} for a value that cannot contain JSON. */
    private String json(Object value) throws IOException {
        if (value instanceof JsonBody body) {
            return body.json();
        }
        if (value instanceof Map<?, ?> map) {
            return GenericReceipt.of(map).json();
        }
        if (value instanceof byte[] bytes) {
            return ReceiptBody.utf8(bytes);
        }
        if (value instanceof InputStream stream) {
            return ReceiptBody.utf8(stream.readAllBytes());
        }
        if (value instanceof JsonNode || value instanceof CharSequence) {
            return value.toString();
        }
        boolean text = value instanceof Reader || value instanceof WrappedFile;
        return text ? converter.convertTo(String.class, exchange, value) : null;
    }
}
