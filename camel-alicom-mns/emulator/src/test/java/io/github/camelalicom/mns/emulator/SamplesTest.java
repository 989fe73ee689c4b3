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

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static io.github.camelalicom.mns.emulator.Receipts.globeSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.internationalSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.receipt;
import static io.github.camelalicom.mns.emulator.Receipts.secretPickUpReport;
import static io.github.camelalicom.mns.emulator.Receipts.secretReport;
import static io.github.camelalicom.mns.emulator.Receipts.secretRingReport;
import static io.github.camelalicom.mns.emulator.Receipts.secretStartReport;
import static io.github.camelalicom.mns.emulator.Receipts.signSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.templateSmsReport;
import static io.github.camelalicom.mns.emulator.Receipts.voiceCallReport;
import static io.github.camelalicom.mns.emulator.Receipts.voiceRecordReport;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Receipts with the values of their samples. */
class SamplesTest {

    private static final DateTimeFormatter USUAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    static Stream<Arguments> samples() {
        return Stream.of(
                arguments(voiceCallReport().callId("c-1"), "VoiceCallReport", "call_id", "c-1"),
                arguments(
                        voiceCallReport().statusCode("200201"),
                        "VoiceCallReport",
                        "status_code",
                        "200201"),
                arguments(voiceRecordReport().outId("o-1"), "VoiceRecordReport", "out_id", "o-1"),
                arguments(
                        globeSmsReport().to("8613900000001"),
                        "GlobeSmsReport",
                        "to",
                        "8613900000001"),
                arguments(
                        globeSmsReport().failed("EXPIRED"),
                        "GlobeSmsReport",
                        "error_code",
                        "EXPIRED"),
                arguments(
                        internationalSmsReport().messageId("m-1"), "SmsReport", "MessageId", "m-1"),
                arguments(internationalSmsReport().failed("EXPIRED"), "SmsReport", "Status", "2"),
                arguments(
                        signSmsReport().rejected("no"), "SignSmsReport", "sign_status", "rejected"),
                arguments(templateSmsReport().rejected("no"), "TemplateSmsReport", "reason", "no"),
                arguments(
                        secretStartReport().secretNo("170"),
                        "SecretStartReport",
                        "secret_no",
                        "170"),
                arguments(secretRingReport().phoneNo("139"), "SecretRingReport", "phone_no", "139"),
                arguments(
                        secretPickUpReport().callId("c-1"), "SecretPickUpReport", "call_id", "c-1"),
                arguments(secretReport().outId("o-1"), "SecretReport", "out_id", "o-1"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void canBeChangedFieldByField(
            Receipt<?> receipt, String messageType, String field, String value) throws Exception {
        JsonNode json = new ObjectMapper().readTree(receipt.json());
        assertThat(receipt.messageType()).isEqualTo(messageType);
        assertThat(json.path(field).asText()).isEqualTo(value);
        assertThat(json.size()).isGreaterThan(5);
    }

    @Test
    void areOfTheMomentInTheFormOfTheirSite() throws Exception {
        LocalDateTime now = LocalDateTime.now(ZoneId.of("Asia/Shanghai"));
        JsonNode usual = new ObjectMapper().readTree(globeSmsReport().json());
        JsonNode mail = new ObjectMapper().readTree(internationalSmsReport().json());
        LocalDateTime received = LocalDateTime.parse(usual.path("receive_date").asText(), USUAL);
        OffsetDateTime receivedAbroad =
                OffsetDateTime.parse(
                        mail.path("ReceiveDate").asText(), DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(Duration.between(now, received).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(Duration.between(now, receivedAbroad.toLocalDateTime()).abs())
                .isLessThan(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({"SecretRecording, call_time", "SecretExceptionPhoneReport, timestamp"})
    void areOfTheMomentInMilliseconds(String messageType, String field) throws Exception {
        JsonNode json = new ObjectMapper().readTree(receipt(messageType).json());
        assertThat(json.path(field).asLong())
                .isCloseTo(System.currentTimeMillis(), within(60_000L));
    }

    @Test
    void differFromOneToTheNext() {
        for (String name : Samples.all().keySet()) {
            assertThat(Samples.of(name)).as(name).isNotEqualTo(Samples.of(name));
        }
    }
}
