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

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;

import io.github.camelalicom.mns.receipt.InvalidReceiptException.Reason;

/**
 * JSON text to plain Java. Whole numbers become integers, others {@code BigDecimal}: no digit is
 * lost. The last of two fields of the same name counts.
 */
final class JsonText {

    /** Characters; sixteen times the largest message of a queue. */
    static final int MAX_LENGTH = 1 << 20;

    /** Characters of an array: a batch has up to sixteen messages. */
    private static final int MAX_ARRAY_LENGTH = 16 * MAX_LENGTH;

    private static final int MAX_DEPTH = 64;

    /** Jackson's own limit, since the time that a number takes grows with the square of it. */
    private static final int MAX_NUMBER_LENGTH = StreamReadConstraints.DEFAULT_MAX_NUM_LEN;

    /** Jackson's limit too; far beyond, a BigDecimal cannot read what it writes. */
    private static final int MAX_SCALE = 100_000;

    @FunctionalInterface
    private interface Reading<T> {
        T from(JsonParser parser) throws IOException;
    }

    /** Field names are not interned: they come from outside. */
    static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNameLength(MAX_LENGTH)
                                    .maxNumberLength(MAX_LENGTH)
                                    .build())
                    .build();

    private JsonText() {}

    /** The caller may change the outermost map; the values in it are unmodifiable. */
    static Map<String, Object> readObject(String text) {
        return read(
                text,
                MAX_LENGTH,
                parser -> {
                    requireObject(parser.nextToken(), text);
                    return object(parser, parser.nextFieldName());
                });
    }

    /**
     * The texts of the objects in an array, as Alibaba Cloud pushes receipts over HTTP; an object
     * alone counts as an array of one.
     */
    static List<String> readObjects(String text) {
        return read(text, MAX_ARRAY_LENGTH, parser -> objects(parser, text));
    }

    private static List<String> objects(JsonParser parser, String text) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return List.of(objectText(parser, text));
        }
        List<String> objects = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            objects.add(objectText(parser, text));
        }
        return objects;
    }

    private static String objectText(JsonParser parser, String text) throws IOException {
        requireObject(parser.currentToken(), text);
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }

    private static void requireObject(JsonToken token, String text) {
        if (token != JsonToken.START_OBJECT) {
            throw new InvalidReceiptException(Reason.NOT_AN_OBJECT, text);
        }
    }

    /** One JSON value and nothing after it. */
    private static <T> T read(String text, int maxLength, Reading<T> reading) {
        if (text.length() > maxLength) {
            throw new InvalidReceiptException(Reason.TOO_LARGE, text);
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            T value = reading.from(parser);
            if (parser.nextToken() != null) {
                throw invalid(Reason.NOT_JSON, text, parser.currentTokenLocation().getCharOffset());
            }
            return value;
        } catch (StreamConstraintsException e) {
            throw invalid(Reason.TOO_LARGE, text, position(e));
        } catch (JsonProcessingException e) {
            throw invalid(Reason.NOT_JSON, text, position(e));
        } catch (IOException e) {
            throw new InvalidReceiptException(Reason.NOT_JSON, text);
        }
    }

    /** A deep, unmodifiable and serializable copy: other values become the text that JSON has. */
    static Map<String, Object> frozen(Map<?, ?> object) {
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((name, value) -> copy.put(String.valueOf(name), frozenValue(value)));
        return Collections.unmodifiableMap(copy);
    }

    /** The same of each object in a list. */
    static List<Map<String, Object>> frozenObjects(List<?> objects) {
        return objects.stream().map(object -> frozen((Map<?, ?>) object)).toList();
    }

    private static Object frozenValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return frozen(map);
        }
        if (value instanceof Collection<?> list) {
            return Collections.unmodifiableList(
                    new ArrayList<>(list.stream().map(JsonText::frozenValue).toList()));
        }
        if (value != null && value.getClass().isArray()) {
            return frozenValue(elements(value));
        }
        return value == null || value instanceof Serializable ? value : value.toString();
    }

    private static List<Object> elements(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(index -> Array.get(array, index))
                .toList();
    }

    /**
     * The rest of an object.
     *
     * @param first the name of the field that the parser has read, {@code null} at the end
     */
    static Map<String, Object> object(JsonParser parser, String first) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = first; name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT ->
                    Collections.unmodifiableMap(object(parser, parser.nextFieldName()));
            case START_ARRAY -> Collections.unmodifiableList(array(parser));
            case VALUE_NUMBER_INT -> number(parser, JsonParser::getNumberValue);
            case VALUE_NUMBER_FLOAT -> number(parser, JsonText::decimal);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    /** A number out of bounds must not fail the receipt: it stays a text. */
    private static Object number(JsonParser parser, Reading<Object> reading) throws IOException {
        if (parser.getTextLength() > MAX_NUMBER_LENGTH) {
            return parser.getText();
        }
        try {
            return reading.from(parser);
        } catch (NumberFormatException e) {
            return parser.getText();
        }
    }

    /** 1.5E1 is the integer 15, as which a BigDecimal is written: what is read back is equal. */
    private static Object decimal(JsonParser parser) throws IOException {
        BigDecimal number = parser.getDecimalValue();
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            return parser.getText();
        }
        return number.scale() == 0 ? integer(number.unscaledValue()) : number;
    }

    /** In the smallest type, as Jackson reads it. */
    private static Number integer(BigInteger number) {
        if (number.bitLength() >= Long.SIZE) {
            return number;
        }
        return number.bitLength() >= Integer.SIZE ? (Number) number.longValue() : number.intValue();
    }

    private static long position(JsonProcessingException e) {
        return e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    }

    /** Jackson's exception is left out, because its message quotes the text. */
    private static InvalidReceiptException invalid(Reason reason, String text, long position) {
        return new InvalidReceiptException(reason, text, position);
    }
}
