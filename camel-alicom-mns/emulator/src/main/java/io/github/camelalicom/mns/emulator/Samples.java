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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelalicom.mns.emulator.provenance.Provenance;
import io.github.camelalicom.mns.emulator.provenance.Provenance.Basis;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/**
 * Receipts as documented by Alibaba Cloud, with current times: the latest time in a sample becomes
 * now, the others keep their distance to it, and numbers and ids differ between receipts.
 */
@Provenance(
        value = Basis.DOCUMENTED,
        source = "help 101641, 101646, 197995, 128742, 128743, 55464, 112505, 55499; pnp, vms")
final class Samples {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TIME_FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

    private static final Pattern MAIL_TIME_FORM =
            Pattern.compile("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0800");
    private static final JsonNode TEMPLATES = read();
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Samples() {}

    /**
     * A fresh receipt; for a type whose fields are not documented, an id and a time.
     *
     * @param name a message type, followed by a dialect where it has several
     */
    static ObjectNode of(String name) {
        long sequence = SEQUENCE.incrementAndGet();
        ObjectNode receipt =
                TEMPLATES.path(name) instanceof ObjectNode template
                        ? template.deepCopy()
                        : JSON.createObjectNode()
                                .put("id", sequence)
                                .put("time", ChinaTime.write(Instant.now()));
        shiftTimes(receipt);
        renewMilliseconds(receipt, System.currentTimeMillis());
        vary(receipt, sequence);
        return receipt;
    }

    /** A fresh receipt of every type whose fields are documented, the most common first. */
    static Map<String, ObjectNode> all() {
        Map<String, ObjectNode> all = new LinkedHashMap<>();
        TEMPLATES.properties().forEach(type -> all.put(type.getKey(), of(type.getKey())));
        return all;
    }

    private static void shiftTimes(ObjectNode receipt) {
        List<String> fields =
                receipt.properties().stream()
                        .filter(field -> isTime(field.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        LocalDateTime latest =
                fields.stream()
                        .map(field -> time(receipt.path(field).asText()))
                        .max(LocalDateTime::compareTo)
                        .orElse(LocalDateTime.MIN);
        Duration age = Duration.between(latest, LocalDateTime.now(ChinaTime.ZONE));
        for (String field : fields) {
            String text = receipt.path(field).asText();
            receipt.put(field, time(text).plus(age).atZone(ChinaTime.ZONE).format(form(text)));
        }
    }

    /** The one time of two types is written in milliseconds since 1970, as text or as number. */
    private static void renewMilliseconds(ObjectNode receipt, long now) {
        if (receipt.path("call_time").asText().matches("\\d+")) {
            receipt.put("call_time", Long.toString(now));
        }
        if (receipt.has("timestamp")) {
            receipt.put("timestamp", now);
        }
    }

    private static void vary(ObjectNode receipt, long sequence) {
        replace(receipt, "phone_number", String.valueOf(13_900_000_000L + sequence));
        replace(receipt, "callee", String.valueOf(13_900_000_000L + sequence));
        replace(receipt, "phone_no", String.valueOf(13_900_000_000L + sequence));
        replace(receipt, "secretNo", String.valueOf(17_000_000_000L + sequence));
        replace(receipt, "To", String.valueOf(8_613_900_000_000L + sequence));
        replace(receipt, "MessageId", String.valueOf(12_000_000L + sequence));
        replace(receipt, "callId", String.valueOf(100_001_000_000L + sequence));
        replace(receipt, "id", String.valueOf(1_001_000_000L + sequence));
        replace(receipt, "to", String.valueOf(8_613_900_000_000L + sequence));
        replace(receipt, "biz_id", (262_922_102_754_000_000L + sequence) + "^0");
        replace(receipt, "call_id", "100001616500^" + (100_001_000_000L + sequence));
        replace(receipt, "message_id", String.valueOf(12_000_000L + sequence));
        replace(receipt, "order_id", String.valueOf(20_000_000L + sequence));
        replace(receipt, "out_id", String.valueOf(1_000L + sequence));
        if (receipt.has("sequence_id")) {
            receipt.put("sequence_id", 1_234_000_000L + sequence);
        }
    }

    private static void replace(ObjectNode receipt, String field, String value) {
        if (receipt.path(field).isTextual()) {
            receipt.put(field, value);
        }
    }

    private static boolean isTime(JsonNode value) {
        return value.isTextual()
                && (TIME_FORM.matcher(value.asText()).matches()
                        || MAIL_TIME_FORM.matcher(value.asText()).matches());
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text, form(text));
    }

    private static DateTimeFormatter form(String time) {
        return TIME_FORM.matcher(time).matches() ? ChinaTime.FORM : ChinaTime.INTERNATIONAL;
    }

    private static JsonNode read() {
        try (InputStream samples = Samples.class.getResourceAsStream("samples.json")) {
            return JSON.readTree(samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
