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
package io.github.camelalicom.mns.benchmark.stage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

import io.github.camelalicom.mns.gateway.ReceivedMessage;

/** A message as it comes from the queue, of the size that an SmsReport usually has. */
public final class Samples {

    private static final String JSON =
            """
            {"phone_number":"13900000001","send_time":"2026-11-25 10:00:00",\
            "report_time":"2026-11-25 10:00:04","success":true,"err_code":"DELIVERED",\
            "err_msg":"DELIVERED","sms_size":"1","biz_id":"932702304080415357^0",\
            "out_id":"order-1184585343"}\
            """;

    private Samples() {}

    public static ReceivedMessage message() {
        return message(1);
    }

    /** Messages of different numbers differ in their ids and handles, as those of a queue do. */
    static ReceivedMessage message(int number) {
        String body = Base64.getEncoder().encodeToString(JSON.getBytes(StandardCharsets.UTF_8));
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        return new ReceivedMessage(
                "8D7B1F1F0F4B4D3A-1-19B0D3F3A70-2%08d".formatted(number),
                "8-0zXyUNqDaXzz0wNTQ5MzI5NDY3MDk1NzA2LTEtMTc2NDA2NDgwMDAwMC%08d=="
                        .formatted(number),
                body,
                md5(body),
                now,
                now,
                now.plusSeconds(30),
                1,
                8,
                Duration.ofSeconds(30));
    }

    private static String md5(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
