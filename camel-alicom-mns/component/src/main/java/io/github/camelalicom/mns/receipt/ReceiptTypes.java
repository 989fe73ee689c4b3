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

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which message type is read as which record. A new record is one more line here. */
final class ReceiptTypes {

    /**
     * Of two message types read as the same record, the first is the default of a text without a
     * type.
     */
    private static final List<Type<? extends Receipt>> TYPES =
            List.of(
                    new Type<>(SmsReport.MESSAGE_TYPE, SmsReport.class, SmsReport::read),
                    new Type<>("DypnsSmsVerifyReport", SmsReport.class, SmsReport::read),
                    new Type<>(SmsUp.MESSAGE_TYPE, SmsUp.class, SmsUp::read),
                    new Type<>(VoiceReport.MESSAGE_TYPE, VoiceReport.class, VoiceReport::read),
                    new Type<>(
                            VoiceCallReport.MESSAGE_TYPE,
                            VoiceCallReport.class,
                            VoiceCallReport::read),
                    new Type<>(
                            VoiceRecordReport.MESSAGE_TYPE,
                            VoiceRecordReport.class,
                            VoiceRecordReport::read),
                    new Type<>(
                            GlobeSmsReport.MESSAGE_TYPE,
                            GlobeSmsReport.class,
                            GlobeSmsReport::read),
                    new Type<>(
                            SignSmsReport.MESSAGE_TYPE, SignSmsReport.class, SignSmsReport::read),
                    new Type<>(
                            TemplateSmsReport.MESSAGE_TYPE,
                            TemplateSmsReport.class,
                            TemplateSmsReport::read),
                    new Type<>(
                            SecretStartReport.MESSAGE_TYPE,
                            SecretStartReport.class,
                            SecretStartReport::read),
                    new Type<>(
                            SecretRingReport.MESSAGE_TYPE,
                            SecretRingReport.class,
                            SecretRingReport::read),
                    new Type<>(
                            SecretPickUpReport.MESSAGE_TYPE,
                            SecretPickUpReport.class,
                            SecretPickUpReport::read),
                    new Type<>(SecretReport.MESSAGE_TYPE, SecretReport.class, SecretReport::read),
                    new Type<>(
                            SecretRecording.MESSAGE_TYPE,
                            SecretRecording.class,
                            SecretRecording::read),
                    new Type<>(
                            SecretAsrReport.MESSAGE_TYPE,
                            SecretAsrReport.class,
                            SecretAsrReport::read),
                    new Type<>(
                            SecretExceptionPhoneReport.MESSAGE_TYPE,
                            SecretExceptionPhoneReport.class,
                            SecretExceptionPhoneReport::read),
                    new Type<>(
                            SecretSmsIntercept.MESSAGE_TYPE,
                            SecretSmsIntercept.class,
                            SecretSmsIntercept::read));

    private static final Map<String, Type<? extends Receipt>> BY_NAME =
            TYPES.stream()
                    .collect(Collectors.toUnmodifiableMap(Type::messageType, Function.identity()));

    /** Both sites use the name SmsReport; the names of the fields tell them apart. */
    private static final Type<Receipt> SMS_REPORT_OF_EITHER_SITE =
            new Type<Receipt>(
                    SmsReport.MESSAGE_TYPE,
                    Receipt.class,
                    in ->
                            SmsReport.isInternational(in)
                                    ? GlobeSmsReport.read(in)
                                    : SmsReport.read(in));

    /** No message types: these are responses to queries, and never in a queue. */
    private static final List<Type<? extends JsonBody>> DETAILS =
            List.of(
                    new Type<>(SendDetail.TYPE, SendDetail.class, SendDetail::read),
                    new Type<>(CallDetail.TYPE, CallDetail.class, CallDetail::read),
                    new Type<>(GlobeMessage.TYPE, GlobeMessage.class, GlobeMessage::read));

    record Type<R extends JsonBody>(
            String messageType, Class<R> record, Function<FieldReader, R> reading) {}

    private ReceiptTypes() {}

    /** The type of a name; a generic one if the name has no record of its own. */
    static Type<? extends Receipt> named(String messageType) {
        if (messageType.equals(SmsReport.MESSAGE_TYPE)) {
            return SMS_REPORT_OF_EITHER_SITE;
        }
        Type<? extends Receipt> type = BY_NAME.get(messageType);
        return type == null ? generic(messageType) : type;
    }

    /**
     * The type of a record. The message type is kept if its receipts are read as this record or if
     * the record is the generic one, else it is the record's first.
     *
     * @param messageType may be {@code null}
     * @throws IllegalArgumentException if no message type is read as this record
     */
    static Type<? extends JsonBody> of(Class<?> record, String messageType) {
        if (record == GenericReceipt.class) {
            return generic(messageType == null ? GenericReceipt.UNKNOWN_TYPE : messageType);
        }
        Type<? extends Receipt> named = messageType == null ? null : BY_NAME.get(messageType);
        if (named != null && named.record() == record) {
            return named;
        }
        return Stream.concat(TYPES.stream(), DETAILS.stream())
                .filter(type -> type.record() == record)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        record.getName() + " is not a kind of receipt"));
    }

    static boolean hasRecord(Class<?> record) {
        return record == GenericReceipt.class
                || isDetail(record)
                || TYPES.stream().anyMatch(type -> type.record() == record);
    }

    /** Whether it is the response to a query. */
    static boolean isDetail(Class<?> record) {
        return DETAILS.stream().anyMatch(type -> type.record() == record);
    }

    private static Type<GenericReceipt> generic(String messageType) {
        return new Type<>(messageType, GenericReceipt.class, GenericReceipt::read);
    }
}
