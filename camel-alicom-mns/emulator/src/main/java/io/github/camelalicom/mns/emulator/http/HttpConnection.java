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
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/**
 * One client connection. Its requests are answered one after the other, in the order of arrival,
 * each on a worker thread, and only while the client reads the answers; everything else happens on
 * the connection's event loop.
 */
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

    /** With so many requests waiting behind the current one, no more are read. */
    private static final int MAX_WAITING = 4;

    /** The form of a target that a client sends to a proxy. */
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?]*(.*)");

    private final Service service;
    private final ExecutorService workers;
    private final AnswerWriter writer;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private boolean answering;

    /** Whether the last request of the connection has arrived; what follows it is ignored. */
    private boolean ended;

    /**
     * A request in its turn.
     *
     * @param request null for one that was refused before it could reach the service
     * @param refusal null for one that is performed
     * @param last whether the connection ends with the answer
     */
    private record Turn(Request request, Answer refusal, boolean last) {

        boolean isHead() {
            return request != null && request.method().equals("HEAD");
        }
    }

    HttpConnection(Service service, ExecutorService workers, AnswerWriter writer) {
        this.service = service;
        this.workers = workers;
        this.writer = writer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        if (ended) {
            return;
        }
        Turn turn = turn(message, (NioSocketChannel) context.channel());
        ended = turn.last();
        waiting.add(turn);
        context.channel().config().setAutoRead(waiting.size() < MAX_WAITING);
        next(context);
    }

    /** The client has read enough of the answers for the next one. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        next(context);
    }

    /** The client reset the connection, or sent something that the codec cannot handle. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private static Turn turn(FullHttpRequest message, NioSocketChannel channel) {
        if (message.decoderResult().isFailure()) {
            return refused(message.decoderResult().cause());
        }
        return message.protocolVersion().majorVersion() == 1
                ? new Turn(request(message, channel), null, !HttpUtil.isKeepAlive(message))
                : refused(400, "not an HTTP/1.1 request line");
    }

    private static Turn refused(Throwable cause) {
        if (cause instanceof TooLongHttpContentException) {
            return refused(413, cause.getMessage());
        }
        return cause instanceof TooLongHttpLineException
                        || cause instanceof TooLongHttpHeaderException
                ? refused(431, "the request line or the headers are too long")
                : refused(400, "not a valid HTTP request: " + cause.getMessage());
    }

    private static Turn refused(int status, String words) {
        return new Turn(null, Answer.of(status, "text/plain;charset=utf-8", words), true);
    }

    private void next(ChannelHandlerContext context) {
        Channel channel = context.channel();
        if (answering || waiting.isEmpty() || !channel.isActive() || !channel.isWritable()) {
            return;
        }
        answering = true;
        Turn turn = waiting.remove();
        if (turn.refusal() != null) {
            write(context, turn, turn.refusal());
        } else {
            perform(context, turn);
        }
    }

    private void perform(ChannelHandlerContext context, Turn turn) {
        try {
            workers.execute(() -> answer(context, turn));
        } catch (RejectedExecutionException e) {
            // The emulator is being closed.
            context.close();
        }
    }

    private void answer(ChannelHandlerContext context, Turn turn) {
        Answer answer = answer(turn.request());
        try {
            context.executor().execute(() -> write(context, turn, answer));
        } catch (RejectedExecutionException e) {
            // The emulator is being closed, and the connection with it.
            return;
        }
    }

    /** A failure of the service is the emulator's fault: the client gets 500, not silence. */
    private Answer answer(Request request) {
        try {
            return service.answer(request);
        } catch (RuntimeException | Error e) {
            return Answer.of(500, "text/plain;charset=utf-8", "emulator failed: " + e);
        }
    }

    private void write(ChannelHandlerContext context, Turn turn, Answer answer) {
        try {
            writer.write(answer, turn.last(), !turn.isHead());
        } catch (RuntimeException | Error e) {
            // for example, a status that the codec refuses: the client is not left waiting
            context.close();
            return;
        }
        if (!answer.isEndless()) {
            answering = false;
            context.channel().config().setAutoRead(waiting.size() < MAX_WAITING);
            next(context);
        }
    }

    private static Request request(FullHttpRequest message, NioSocketChannel channel) {
        Map<String, String> headers = new HashMap<>();
        message.headers()
                .forEach(
                        header ->
                                headers.merge(
                                        header.getKey().toLowerCase(Locale.ROOT),
                                        utf8(header.getValue()),
                                        (first, second) -> first + "," + second));
        return new Request(
                message.method().name(),
                originForm(utf8(message.uri())),
                Map.copyOf(headers),
                ByteBufUtil.getBytes(message.content()),
                new ClientCheck(channel));
    }

    private static String originForm(String target) {
        Matcher absolute = ABSOLUTE.matcher(target);
        if (!absolute.matches()) {
            return target;
        }
        String path = absolute.group(1);
        return path.startsWith("/") ? path : "/" + path;
    }

    /** The codec makes one character of each byte. */
    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
