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
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.util.EntityUtils;

import com.aliyun.mns.common.http.HttpCallback;

/**
 * One request under way: the SDK's I/O thread completes it, the caller waits for it, anyone may
 * cancel it.
 *
 * <p>The SDK's own callback parses on the I/O thread, where an {@code Error} ends the client for
 * good. This one only keeps the bytes.
 */
final class MnsCall extends HttpCallback<Void> {

    private final CountDownLatch done = new CountDownLatch(1);
    private Future<?> future;
    private boolean cancelRequested;
    private MnsReply reply;
    private Throwable failure;

    MnsCall() {
        super(null, null, null, null);
    }

    /** Tells which SDK future to cancel; it does not exist before the request is on its way. */
    void startedAs(Future<?> future) {
        boolean late;
        synchronized (this) {
            this.future = future;
            late = cancelRequested;
        }
        if (late) {
            future.cancel(true);
        }
    }

    /** Ends the request; the one who waits gets a {@link CancellationException}. */
    void cancel() {
        Future<?> started;
        synchronized (this) {
            cancelRequested = true;
            started = future;
        }
        if (started != null) {
            started.cancel(true);
        }
    }

    synchronized boolean cancelRequested() {
        return cancelRequested;
    }

    /**
     * Waits for the answer.
     *
     * @return the answer, or null when none came in time
     * @throws CancellationException if the request was cancelled, by us or by a dying client
     * @throws IOException whatever the transport reports
     */
    MnsReply await(long timeoutNanos) throws IOException, InterruptedException {
        if (!done.await(timeoutNanos, TimeUnit.NANOSECONDS)) {
            return null;
        }
        synchronized (this) {
            if (failure instanceof CancellationException cancelled) {
                throw cancelled;
            }
            if (failure != null) {
                throw failure instanceof IOException io ? io : new IOException(failure);
            }
            return reply;
        }
    }

    @Override
    public void completed(HttpResponse response) {
        try {
            finish(read(response), null);
        } catch (Throwable e) {
            // an Error must not reach the I/O thread: it would end the client for all callers
            finish(null, e);
        }
    }

    @Override
    public void failed(Exception e) {
        finish(null, e);
    }

    @Override
    public void cancelled() {
        finish(null, new CancellationException("call is cancelled"));
    }

    private synchronized void finish(MnsReply newReply, Throwable newFailure) {
        if (done.getCount() > 0) {
            reply = newReply;
            failure = newFailure;
            done.countDown();
        }
    }

    private static MnsReply read(HttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity != null && entity.getContentLength() > MnsXml.MAX_BYTES) {
            throw new IOException("answer of " + entity.getContentLength() + " bytes is too large");
        }
        byte[] body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
        return new MnsReply(
                response.getStatusLine().getStatusCode(),
                body,
                date(response.getFirstHeader("Date")));
    }

    private static Instant date(Header header) {
        try {
            return header == null
                    ? null
                    : DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.getValue(), Instant::from);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
