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

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;

/**
 * Samples of Alibaba Cloud's help pages. Where a page has fields in a table only, these with the
 * values of the table.
 */
final class Samples {

    /** help 101641 */
    static final String SMS_REPORT =
            "{\"send_time\":\"2021-09-06 15:49:55\",\"report_time\":\"2021-09-06 15:50:05\",\"success\":true,"
                    + "\"err_msg\":\"用户接收成功\",\"err_code\":\"DELIVERED\",\"phone_number\":\"1390000****\","
                    + "\"sms_size\":\"1\",\"biz_id\":\"262922102754043723^0\",\"out_id\":\"1234\"}";

    /** help 101646 */
    static final String SMS_UP =
            "{\"send_time\":\"2021-09-06 15:53:20\",\"content\":\"TD\",\"sign_name\":\"阿里云\","
                    + "\"dest_code\":\"12345\",\"sequence_id\":1234567890,\"phone_number\":\"1390000****\"}";

    /** help 112505 */
    static final String VOICE_REPORT =
            "{\"call_id\":\"100001616500^100001871490\",\"start_time\":\"2017-06-01 10:00:00\","
                    + "\"end_time\":\"2017-06-01 10:03:00\",\"originate_time\":\"2017-06-01 09:59:50\","
                    + "\"ring_time\":\"2017-06-01 09:59:55\",\"duration\":\"10\",\"caller\":\"0571000000\","
                    + "\"callee\":\"1390000****\",\"status_code\":\"200000\",\"hangup_direction\":\"用户\","
                    + "\"out_id\":\"123456\",\"dtmf\":\"\",\"toll_type\":\"LOCAL\",\"voice_type\":\"voice\"}";

    /** help vms voicecallreport-4 */
    static final String VOICE_CALL_REPORT =
            "{\"status_code\":\"300000\",\"smart_status_code\":\"ANSWERED\",\"dtmf\":\"1\","
                    + "\"status_time\":\"2023-03-06 16:21:12\",\"out_id\":\"4000000002\","
                    + "\"call_id\":\"100001616500^100001871490\"}";

    /** help 55499; the values of its table */
    static final String VOICE_RECORD_REPORT =
            "{\"call_id\":\"100001616500^100001871490\","
                    + "\"start_time\":\"2017-06-01 10:00:00\",\"end_time\":\"2017-06-01 10:03:00\","
                    + "\"duration\":\"10\",\"status_code\":\"200000\",\"smart_status_code\":\"ANSWERED\","
                    + "\"record_file\":\"https://example.com/record.wav?Signature=abc\","
                    + "\"out_id\":\"123456\",\"record_begin_time\":\"2017-06-01 10:00:01\"}";

    /** help 197995; the values of its table */
    static final String GLOBE_SMS_REPORT =
            "{\"to\":\"86134235****\",\"status\":\"2\",\"message_id\":\"12441353\","
                    + "\"send_date\":\"2017-06-01 10:00:00\","
                    + "\"receive_date\":\"2017-06-01 10:00:05\",\"error_code\":\"SP_UNKNOW_ERROR\","
                    + "\"error_description\":\"运营商未知错误\"}";

    /** help of the international site; the values of its table */
    static final String INTERNATIONAL_SMS_REPORT =
            "{\"To\":\"86134235****\",\"Status\":\"1\",\"MessageId\":\"12441353\","
                    + "\"SmsSize\":\"1\",\"SendDate\":\"Thu, 25 Nov 2021 10:27:00 +0800\","
                    + "\"ReceiveDate\":\"Thu, 25 Nov 2021 10:27:05 +0800\",\"ErrorCode\":\"success\","
                    + "\"ErrorDescription\":\"success\",\"TaskId\":\"task-1\"}";

    /** help 128742; the values of its table */
    static final String SIGN_SMS_REPORT =
            "{\"sign_name\":\"阿里云\",\"sign_status\":\"approving\",\"reason\":\"资料不全\","
                    + "\"sign_source\":\"0\",\"sign_scene\":\"登录\",\"remark\":\"请加急\","
                    + "\"create_date\":\"2019-01-08 16:44:13\",\"order_id\":\"20000001\"}";

    /** help 128743; the values of its table */
    static final String TEMPLATE_SMS_REPORT =
            "{\"template_status\":\"approved\",\"template_code\":\"SMS_122310183\","
                    + "\"template_name\":\"登录\",\"template_type\":\"验证码\","
                    + "\"template_content\":\"验证码为：${code}\",\"reason\":\"无\",\"remark\":\"请加急\","
                    + "\"create_date\":\"2019-01-08 16:44:13\",\"order_id\":\"20000001\"}";

    /** ask 218794 and the fields of pnp; no sample was published whole */
    static final String SECRET_START_REPORT =
            "{\"id\":\"1001\",\"partner_key\":\"FC1\",\"pool_key\":\"FC100000000000000\","
                    + "\"sub_id\":1000000000001,\"call_id\":\"abcdef1234\","
                    + "\"phone_no\":\"15000000000\",\"secret_no\":\"17000000000\","
                    + "\"peer_no\":\"15800000000\",\"called_display_no\":\"17000000001\","
                    + "\"call_type\":0,\"call_time\":\"2017-09-01 12:00:00\",\"out_id\":\"abcdefgh\","
                    + "\"city\":\"杭州市\",\"control_msg\":\"NO_SUBS_EXIST\",\"control_type\":\"REJECT\","
                    + "\"unconnected_cause\":2}";

    /** as above */
    static final String SECRET_REPORT =
            "{\"id\":\"1001\",\"partner_key\":\"FC1\",\"pool_key\":\"FC100000000000000\","
                    + "\"sub_id\":1000000000001,\"call_id\":\"abcdef1234\","
                    + "\"phone_no\":\"15000000000\",\"secret_no\":\"17000000000\","
                    + "\"peer_no\":\"15800000000\",\"called_display_no\":\"17000000001\","
                    + "\"call_type\":0,\"call_time\":\"2017-09-01 12:00:00\","
                    + "\"call_out_time\":\"2017-09-01 12:00:01\","
                    + "\"ring_time\":\"2017-09-01 12:00:03\","
                    + "\"free_ring_time\":\"2017-09-01 12:00:04\","
                    + "\"start_time\":\"2017-09-01 12:01:00\","
                    + "\"release_time\":\"2017-09-01 12:02:00\",\"release_dir\":1,"
                    + "\"release_cause\":16,\"unconnected_cause\":0,\"sms_number\":1,"
                    + "\"record_url\":\"https://example.com/a.wav?sig=1\","
                    + "\"ring_record_url\":\"https://example.com/b.wav?sig=2\","
                    + "\"out_id\":\"abcdefgh\",\"city\":\"杭州市\",\"extension\":\"8877\","
                    + "\"control_msg\":\"NO_SUBS_EXIST\",\"control_type\":\"REJECT\"}";

    /** as above */
    static final String SECRET_RING_REPORT =
            "{\"pool_key\":\"FC100000000000000\",\"sub_id\":1000000000001,"
                    + "\"call_id\":\"abcdef1234\",\"phone_no\":\"15000000000\","
                    + "\"secret_no\":\"17000000000\",\"peer_no\":\"15800000000\",\"call_type\":0,"
                    + "\"call_time\":\"2017-09-01 12:00:00\",\"ring_time\":\"2017-09-01 12:00:03\","
                    + "\"out_id\":\"abcdefgh\",\"city\":\"杭州市\",\"extension\":\"8877\"}";

    /** as above */
    static final String SECRET_PICK_UP_REPORT =
            "{\"pool_key\":\"FC100000000000000\",\"sub_id\":1000000000001,"
                    + "\"call_id\":\"abcdef1234\",\"phone_no\":\"15000000000\","
                    + "\"secret_no\":\"17000000000\",\"peer_no\":\"15800000000\",\"call_type\":0,"
                    + "\"call_time\":\"2017-09-01 12:00:00\",\"ring_time\":\"2017-09-01 12:00:03\","
                    + "\"start_time\":\"2017-09-01 12:01:00\",\"out_id\":\"abcdefgh\",\"city\":\"杭州市\","
                    + "\"extension\":\"8877\"}";

    /** as above */
    static final String SECRET_RECORDING =
            "{\"pool_key\":\"FC100000000000000\",\"subs_id\":1000000000001,"
                    + "\"call_id\":\"abcdef1234\",\"call_time\":\"1553774465000\","
                    + "\"out_id\":\"abcdefgh\"}";

    /** as above */
    static final String SECRET_ASR_REPORT =
            "{\"callId\":\"abcdef1234\",\"bizDuration\":60000,\"partnerKey\":\"FC1\","
                    + "\"secretNo\":\"17000000000\",\"statusCode\":\"21050000\","
                    + "\"sentences\":[{\"beginTime\":340,\"endTime\":2120,\"channelId\":0,\"text\":\"你好世界\",\"silenceDuration\":0,\"speechRate\":134,\"emotionValue\":\"6.7\"}]}";

    /** as above */
    static final String SECRET_EXCEPTION_PHONE_REPORT =
            "{\"secretNo\":\"17000000000\",\"partnerKey\":\"FC1\",\"noStatus\":1,"
                    + "\"timestamp\":1553774465000}";

    /** as above */
    static final String SECRET_SMS_INTERCEPT =
            "{\"id\":\"1001\",\"partner_key\":\"FC1\",\"pool_key\":\"FC100000000000000\","
                    + "\"out_id\":\"abcdefgh\",\"sub_id\":1000000000001,\"sms_type\":\"0\","
                    + "\"send_no\":\"15000000000\",\"secret_no\":\"17000000000\","
                    + "\"receive_no\":\"15800000000\",\"sms_content\":\"你好世界\",\"sms_sign\":\"阿里云\","
                    + "\"status\":\"1\",\"sms_intercept_type\":\"1\",\"call_id\":\"abcdef1234\","
                    + "\"code\":\"REJECTD\",\"start_time\":\"2017-09-01 12:01:00\"}";

    private Samples() {}

    static OffsetDateTime china(String local) {
        return OffsetDateTime.parse(local.replace(' ', 'T') + "+08:00");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
