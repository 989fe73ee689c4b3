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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

import org.apache.http.ContentTooLongException;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.conn.ManagedNHttpClientConnection;
import org.apache.http.nio.protocol.AbstractAsyncResponseConsumer;
import org.apache.http.protocol.HttpContext;

/**
 * Keeps an answer while it arrives, up to {@link MnsXml#MAX_BYTES}; a longer one ends the
 * connection. Runs on the I/O thread, so it does not parse the content.
 */
final class ResponseConsumer extends AbstractAsyncResponseConsumer<MnsResponse> {

    private static final int CHUNK = 8 * 1024;

    private final ServiceAddress address;
    private final HttpClientContext context;
    private final long sentAt = System.nanoTime();
    private int status;
    private Instant serverTime;
    private String location;
    private String requestId;
    private boolean fromProxy;
    private ByteBuffer body = ByteBuffer.allocate(0);

    ResponseConsumer(ServiceAddress address, HttpClientContext context) {
        this.address = address;
        this.context = context;
    }

    @Override
    protected void onResponseReceived(HttpResponse response) {
        status = response.getStatusLine().getStatusCode();
        serverTime = ResponseHeaders.date(response);
        location = ResponseHeaders.value(response, "Location");
        requestId = ResponseHeaders.value(response, "x-mns-request-id");
        fromProxy = address.proxy() != null && (status == 407 || isAnswerToConnect());
    }

    /** Before the tunnel to the service is established, its connection has no TLS. */
    private boolean isAnswerToConnect() {
        return address.usesTls()
                && context.getConnection(ManagedNHttpClientConnection.class).getSSLSession()
                        == null;
    }

    /** Ignored: a malformed content type must not fail the answer. */
    @Override
    protected ContentType getContentType(HttpEntity entity) {
        return null;
    }

    @Override
    protected void onEntityEnclosed(HttpEntity entity, ContentType contentType) throws IOException {
        long length = entity.getContentLength();
        if (length > MnsXml.MAX_BYTES) {
            throw tooLong();
        }
        body = ByteBuffer.allocate(length < 0 ? CHUNK : (int) length);
    }

    @Override
    protected void onContentReceived(ContentDecoder decoder, IOControl control) throws IOException {
        try {
            int read = 1;
            while (read > 0 && !decoder.isCompleted()) {
                read = decoder.read(room());
            }
        } catch (Error e) {
            // would end the I/O thread
            throw new IOException("the answer could not be kept (" + e + ")", e);
        }
    }

    /** The buffer, enlarged as needed by an answer without a declared length. */
    private ByteBuffer room() throws IOException {
        if (body.position() > MnsXml.MAX_BYTES) {
            throw tooLong();
        }
        if (!body.hasRemaining()) {
            int size = Math.min(2 * body.capacity() + CHUNK, MnsXml.MAX_BYTES + 1);
            body = ByteBuffer.allocate(size).put(body.flip());
        }
        return body;
    }

    private static ContentTooLongException tooLong() {
        return new ContentTooLongException(
                "the answer is longer than " + MnsXml.MAX_BYTES + " bytes");
    }

    @Override
    protected MnsResponse buildResult(HttpContext context) {
        byte[] bytes =
                body.hasRemaining() ? Arrays.copyOf(body.array(), body.position()) : body.array();
        return new MnsResponse(status, bytes, serverTime, sentAt, location, requestId, fromProxy);
    }

    @Override
    protected void releaseResources() {
        // keeps the buffer: the I/O thread may still write to it while another thread cancels
    }
}
