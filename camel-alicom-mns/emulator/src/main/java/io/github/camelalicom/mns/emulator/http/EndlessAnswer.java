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

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;

/** Writes an answer that continues until the client leaves or the emulator is closed. */
final class EndlessAnswer {

    private static final byte[] PIECE = " ".repeat(16 * 1024).getBytes(StandardCharsets.US_ASCII);
    private static final String HEADER = "x-endless: " + "x".repeat(1_000) + "\r\n";

    /** About 8 MB/s: fills any buffer soon and leaves the processor idle. */
    private static final long PAUSE_MILLIS = 2;

    private EndlessAnswer() {}

    static void write(Answer answer, HttpHeaders headers, Channel channel) {
        if (answer.ending() == Answer.Ending.ENDLESS_HEADERS) {
            writeHeaders(answer.status(), headers, channel);
        } else {
            writeBody(answer, headers, channel);
        }
    }

    private static void writeBody(Answer answer, HttpHeaders headers, Channel channel) {
        headers.add("Transfer-Encoding", "chunked");
        HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
        channel.write(new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, headers));
        channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(answer.body())));
        repeat(
                channel,
                () -> channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(PIECE))));
    }

    /** Past the codec, which knows only headers that end. */
    private static void writeHeaders(int status, HttpHeaders headers, Channel channel) {
        ChannelHandlerContext bytes = channel.pipeline().context(HttpServerCodec.class);
        StringBuilder head = new StringBuilder("HTTP/1.1 ");
        head.append(HttpResponseStatus.valueOf(status)).append("\r\n");
        for (Map.Entry<String, String> header : headers) {
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        bytes.writeAndFlush(ascii(head.toString()));
        repeat(channel, () -> bytes.writeAndFlush(ascii(HEADER)));
    }

    /** Writes again as soon as the client has read enough of what was written. */
    private static void repeat(Channel channel, Supplier<?> write) {
        Future<?> writing =
                channel.eventLoop()
                        .scheduleAtFixedRate(
                                () -> {
                                    if (channel.isWritable()) {
                                        write.get();
                                    }
                                },
                                0,
                                PAUSE_MILLIS,
                                TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> writing.cancel(false));
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
