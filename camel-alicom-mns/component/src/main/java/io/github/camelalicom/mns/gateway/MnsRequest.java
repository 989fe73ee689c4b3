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
package io.github.camelalicom.mns.gateway;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.http.HttpEntity;
import org.apache.http.nio.entity.NByteArrayEntity;

import com.aliyun.mns.common.HttpMethod;
import com.aliyun.mns.common.http.RequestMessage;

/**
 * A request to the queue service, before it is signed.
 *
 * @param age how far its date is in the past
 */
record MnsRequest(HttpMethod method, String target, byte[] body, Duration age) {

    /** The characters of handles, which Alibaba Cloud's clients send and sign unencoded. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    private MnsRequest(HttpMethod method, String target, byte[] body) {
        this(method, target, body, Duration.ZERO);
    }

    static MnsRequest receive(String queue, int max, Duration wait) {
        return new MnsRequest(
                HttpMethod.GET,
                messages(queue) + "?numOfMessages=" + max + "&waitseconds=" + wait.toSeconds(),
                null);
    }

    static MnsRequest delete(String queue, String handle) {
        return new MnsRequest(
                HttpMethod.DELETE, messages(queue) + "?ReceiptHandle=" + encode(handle), null);
    }

    static MnsRequest delete(String queue, List<String> handles) {
        return new MnsRequest(HttpMethod.DELETE, messages(queue), MnsXml.receiptHandles(handles));
    }

    static MnsRequest changeVisibility(String queue, String handle, Duration visibility) {
        return new MnsRequest(
                HttpMethod.PUT,
                messages(queue)
                        + "?receiptHandle="
                        + encode(handle)
                        + "&visibilityTimeout="
                        + visibility.toSeconds(),
                null);
    }

    private static String messages(String queue) {
        return "queues/" + queue + "/messages";
    }

    private static String encode(String handle) {
        return PLAIN.matcher(handle).matches()
                ? handle
                : URLEncoder.encode(handle, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The same request, as if it had been made that long ago. */
    MnsRequest aged(Duration time) {
        return new MnsRequest(method, target, body, time);
    }

    /** The body as it is sent, {@code null} without one. The SDK's own entity costs 4 kB more. */
    HttpEntity entity() {
        return body == null ? null : new NByteArrayEntity(body);
    }

    /** What is signed, and so without the body. */
    RequestMessage toMessage(URI endpoint) {
        RequestMessage message = age.isZero() ? new RequestMessage() : new OldMessage(age);
        message.setEndpoint(endpoint);
        message.setMethod(method);
        message.setResourcePath(target);
        return message;
    }

    /** The SDK's message always has the present time. */
    private static final class OldMessage extends RequestMessage {

        private final Date time;

        OldMessage(Duration age) {
            time = Date.from(Instant.now().minus(age));
        }

        @Override
        public Date getRequestDateTime() {
            return time;
        }
    }
}
