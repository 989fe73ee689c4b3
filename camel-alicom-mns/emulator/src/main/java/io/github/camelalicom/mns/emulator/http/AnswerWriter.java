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

import java.time.InstantSource;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Writes answers to one connection, on its event loop: with a {@code Date} by the emulator's clock,
 * and cut, dropped or endless where the answer says so.
 */
final class AnswerWriter {

    /** Faults may send what a well-behaved server would not. */
    private static final DefaultHttpHeadersFactory UNCHECKED =
            DefaultHttpHeadersFactory.headersFactory().withValidation(false);

    private final Channel channel;
    private final InstantSource clock;

    AnswerWriter(Channel channel, InstantSource clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /**
     * Writes an answer.
     *
     * @param last whether the connection ends with it
     * @param withBody false for an answer to HEAD
     */
    void write(Answer answer, boolean last, boolean withBody) {
        if (answer.isDropped()) {
            channel.close();
        } else if (answer.isEndless()) {
            EndlessAnswer.write(answer, headers(answer), channel);
        } else {
            send(answer, last, withBody);
        }
    }

    private void send(Answer answer, boolean last, boolean withBody) {
        ByteBuf body =
                withBody
                        ? Unpooled.wrappedBuffer(answer.body(), 0, answer.sentBytes())
                        : Unpooled.EMPTY_BUFFER;
        HttpHeaders headers = headers(answer);
        if (!headers.contains("Date")) {
            headers.add("Date", HttpDate.format(clock.instant()));
        }
        if (answer.status() != 204 && answer.status() != 304) {
            headers.add("Content-Length", answer.body().length);
        }
        headers.add("Connection", last ? "close" : "keep-alive");
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        body,
                        headers,
                        UNCHECKED.newHeaders());
        ChannelFuture written = channel.writeAndFlush(response);
        if (last || answer.isCut()) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static HttpHeaders headers(Answer answer) {
        HttpHeaders headers = UNCHECKED.newHeaders();
        answer.headers().forEach(headers::add);
        return headers;
    }
}
