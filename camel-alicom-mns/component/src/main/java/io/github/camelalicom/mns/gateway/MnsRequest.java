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

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import com.aliyun.mns.common.HttpMethod;
import com.aliyun.mns.common.http.RequestMessage;

/** A request to the queue service, before it is signed. */
record MnsRequest(HttpMethod method, String target, byte[] body) {

    /** What handles are made of; Alibaba Cloud's clients send these unencoded, and sign them so. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

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

    RequestMessage toMessage(URI endpoint) {
        RequestMessage message = new RequestMessage();
        message.setEndpoint(endpoint);
        message.setMethod(method);
        message.setResourcePath(target);
        if (body != null) {
            message.setContent(new ByteArrayInputStream(body));
            message.setContentLength(body.length);
        }
        return message;
    }
}
