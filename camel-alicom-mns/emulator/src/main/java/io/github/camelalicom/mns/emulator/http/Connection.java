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
package io.github.camelalicom.mns.emulator.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/** One client connection: requests one after the other, until either side ends it. */
final class Connection implements Runnable {

    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final Service service;
    private final InstantSource clock;
    private final RequestReader reader;

    Connection(SocketChannel channel, Service service, InstantSource clock) {
        this.channel = channel;
        this.service = service;
        this.clock = clock;
        this.reader = new RequestReader(new ChannelInput(channel), () -> write(CONTINUE));
    }

    @Override
    public void run() {
        try (channel) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            while (serveOne()) {
                continue;
            }
        } catch (IOException e) {
            // The client left or the emulator was closed; there is nobody to tell.
        }
    }

    private boolean serveOne() throws IOException {
        try {
            Request request = reader.next();
            return request != null && respond(request, answer(request));
        } catch (BadRequestException e) {
            send(e.answer(), true, true);
            return false;
        }
    }

    /** Whatever goes wrong inside is the emulator's fault: the client hears 500, not silence. */
    private Answer answer(Request request) {
        try {
            return service.answer(request);
        } catch (RuntimeException e) {
            return Answer.of(500, "text/plain;charset=utf-8", "emulator failed: " + e);
        }
    }

    private boolean respond(Request request, Answer answer) throws IOException {
        if (answer.isDropped()) {
            return false;
        }
        boolean last = "close".equalsIgnoreCase(request.headerOrEmpty("connection"));
        if (answer.isEndless()) {
            EndlessAnswer.write(answer, this::write);
            return false;
        }
        send(answer, last, !"HEAD".equals(request.method()));
        return !last && !answer.isCut();
    }

    private void send(Answer answer, boolean last, boolean withBody) throws IOException {
        byte[] head = head(answer, last);
        int bodyLength = withBody ? answer.sentBytes() : 0;
        ByteBuffer all = ByteBuffer.allocate(head.length + bodyLength);
        write(all.put(head).put(answer.body(), 0, bodyLength).array());
    }

    private byte[] head(Answer answer, boolean last) {
        StringBuilder head = start(answer);
        if (!answer.headers().containsKey("Date")) {
            append(head, "Date", HttpDate.format(clock.instant()));
        }
        if (answer.status() != 204 && answer.status() != 304) {
            append(head, "Content-Length", Integer.toString(answer.body().length));
        }
        append(head, "Connection", last ? "close" : "keep-alive");
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The status line and the answer's own headers. */
    static StringBuilder start(Answer answer) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(answer.status()).append(' ');
        head.append(StatusText.of(answer.status())).append("\r\n");
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            append(head, header.getKey(), header.getValue());
        }
        return head;
    }

    private static void append(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** One write for head and body: a second small packet would wait for the client's ACK. */
    private void write(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
