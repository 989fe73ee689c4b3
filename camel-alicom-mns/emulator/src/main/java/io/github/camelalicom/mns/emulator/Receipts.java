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

/**
 * Receipts to deliver, made for a static import:
 *
 * <pre>{@code
 * alicom.deliver(smsReport().bizId("b-1").delivered(), smsUp().content("TD"));
 * alicom.deliver(receipt("FlowReport").json("{\"id\": 1}"));
 * }</pre>
 */
public final class Receipts {

    private Receipts() {}

    /** A delivered short message; its values differ from call to call. */
    public static SmsReport smsReport() {
        return new SmsReport();
    }

    /** A short message from a recipient. */
    public static SmsUp smsUp() {
        return new SmsUp();
    }

    /** An answered call. */
    public static VoiceReport voiceReport() {
        return new VoiceReport();
    }

    /** A key pressed during a call. */
    public static VoiceEvent voiceCallReport() {
        return new VoiceEvent("VoiceCallReport");
    }

    /** The recording of a call. */
    public static VoiceEvent voiceRecordReport() {
        return new VoiceEvent("VoiceRecordReport");
    }

    /** A delivered short message to a number abroad. */
    public static GlobeSmsReport globeSmsReport() {
        return new GlobeSmsReport("GlobeSmsReport", "GlobeSmsReport");
    }

    /**
     * A delivered short message, an {@code SmsReport} with the field names of the international
     * site.
     */
    public static GlobeSmsReport internationalSmsReport() {
        return new GlobeSmsReport("SmsReport", "SmsReport.international");
    }

    /** An approved signature. */
    public static Review signSmsReport() {
        return new Review("SignSmsReport", "sign_status");
    }

    /** An approved template. */
    public static Review templateSmsReport() {
        return new Review("TemplateSmsReport", "template_status");
    }

    /** A call over a privacy number begins. */
    public static SecretCall secretStartReport() {
        return new SecretCall("SecretStartReport");
    }

    /** The phone rings in a call over a privacy number. */
    public static SecretCall secretRingReport() {
        return new SecretCall("SecretRingReport");
    }

    /** A call over a privacy number is answered. */
    public static SecretCall secretPickUpReport() {
        return new SecretCall("SecretPickUpReport");
    }

    /** A call over a privacy number has ended. */
    public static SecretCall secretReport() {
        return new SecretCall("SecretReport");
    }

    /** A sample of any type; for a type whose fields are not documented, an id and a time. */
    public static Generic receipt(String messageType) {
        return new Generic(messageType);
    }

    /** A call that was placed and has this id, for {@link CallDetails#add}. */
    public static PlacedCall placedCall(String callId) {
        return new PlacedCall(callId);
    }

    /**
     * A message that was sent through the international site and has this id, for {@link
     * GlobeMessages#add}.
     */
    public static GlobeMessage globeMessage(String messageId) {
        return new GlobeMessage(messageId);
    }

    /** A short message that was sent to this number, for {@link SendDetails#add}. */
    public static SentMessage sentMessage(String phoneNumber) {
        return new SentMessage(phoneNumber);
    }

    /** The delivery report of a short message. */
    public static final class SmsReport extends Receipt<SmsReport> {

        SmsReport() {
            super("SmsReport");
        }

        public SmsReport bizId(String bizId) {
            return with("biz_id", bizId);
        }

        public SmsReport phoneNumber(String phoneNumber) {
            return with("phone_number", phoneNumber);
        }

        public SmsReport outId(String outId) {
            return with("out_id", outId);
        }

        public SmsReport delivered() {
            return with("success", true).with("err_code", "DELIVERED").with("err_msg", "用户接收成功");
        }

        /** Not delivered, for a reason such as {@code MK:0001}. */
        public SmsReport failed(String errCode) {
            return with("success", false).with("err_code", errCode).with("err_msg", "失败");
        }

        @Override
        SmsReport self() {
            return this;
        }
    }

    /** A short message from a customer's phone. */
    public static final class SmsUp extends Receipt<SmsUp> {

        SmsUp() {
            super("SmsUp");
        }

        public SmsUp phoneNumber(String phoneNumber) {
            return with("phone_number", phoneNumber);
        }

        public SmsUp content(String content) {
            return with("content", content);
        }

        @Override
        SmsUp self() {
            return this;
        }
    }

    /** The report of a call. */
    public static final class VoiceReport extends CallReceipt<VoiceReport> {

        VoiceReport() {
            super("VoiceReport");
        }

        public VoiceReport callee(String callee) {
            return with("callee", callee);
        }

        /**
         * For instance 200001, hung up early; for a call that was not answered see {@link #failed}.
         */
        public VoiceReport statusCode(String statusCode) {
            return with("status_code", statusCode);
        }

        /** Not answered, for a reason such as {@code 200002}, busy; its times are empty. */
        public VoiceReport failed(String statusCode) {
            return statusCode(statusCode)
                    .with("status_msg", "失败")
                    .with("start_time", "")
                    .with("end_time", "")
                    .with("duration", "0");
        }

        @Override
        VoiceReport self() {
            return this;
        }
    }

    /** An event during or after a call. */
    public static final class VoiceEvent extends CallReceipt<VoiceEvent> {

        VoiceEvent(String messageType) {
            super(messageType);
        }

        /** For instance 200201, ringing. */
        public VoiceEvent statusCode(String statusCode) {
            return with("status_code", statusCode);
        }

        @Override
        VoiceEvent self() {
            return this;
        }
    }

    /** The delivery report of a short message to a number abroad, in either spelling. */
    public static final class GlobeSmsReport extends Receipt<GlobeSmsReport> {

        private final boolean international;

        GlobeSmsReport(String messageType, String sample) {
            super(messageType, sample);
            this.international = !sample.equals(messageType);
        }

        public GlobeSmsReport messageId(String messageId) {
            return with(international ? "MessageId" : "message_id", messageId);
        }

        public GlobeSmsReport to(String phoneNumber) {
            return with(international ? "To" : "to", phoneNumber);
        }

        public GlobeSmsReport failed(String errorCode) {
            return with(international ? "Status" : "status", "2")
                    .with(international ? "ErrorCode" : "error_code", errorCode)
                    .with(international ? "ErrorDescription" : "error_description", "failed");
        }

        @Override
        GlobeSmsReport self() {
            return this;
        }
    }

    /** The result of an application for a signature or a template. */
    public static final class Review extends Receipt<Review> {

        private final String statusField;

        Review(String messageType, String statusField) {
            super(messageType);
            this.statusField = statusField;
        }

        public Review rejected(String reason) {
            return with(statusField, "rejected").with("reason", reason);
        }

        @Override
        Review self() {
            return this;
        }
    }

    /** A receipt of any type. */
    public static final class Generic extends Receipt<Generic> {

        Generic(String messageType) {
            super(messageType);
        }

        @Override
        Generic self() {
            return this;
        }
    }
}
