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

/** The vendor's own samples, letter by letter from its help pages. */
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

    private Samples() {}

    static OffsetDateTime china(String local) {
        return OffsetDateTime.parse(local.replace(' ', 'T') + "+08:00");
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
