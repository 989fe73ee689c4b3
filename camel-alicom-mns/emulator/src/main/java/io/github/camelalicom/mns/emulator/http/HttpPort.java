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
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * The HTTP/1.1 server: Netty reads and writes on two threads, the {@link Service} answers on a pool
 * that grows with the requests in progress. A connection without a complete request, or with a slow
 * one, occupies no thread. All threads are daemons: an emulator that was not closed keeps no JVM
 * alive.
 */
public final class HttpPort implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final int IO_THREADS = 2;
    private static final long PATIENCE_SECONDS = 1;
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 64 * 1024;
    private static final int MAX_BODY = 4 * 1024 * 1024;

    private final Service service;
    private final InstantSource clock;
    private final Set<Channel> connections = ConcurrentHashMap.newKeySet();
    private final EventLoopGroup io =
            new NioEventLoopGroup(IO_THREADS, new DefaultThreadFactory("alicom-emulator-io", true));
    private final ExecutorService workers =
            Executors.newCachedThreadPool(new DefaultThreadFactory("alicom-emulator", true));
    private final Channel server;
    private final int port;

    /**
     * Takes the port; clients that connect wait until {@link #open}.
     *
     * @throws IOException when the address is in use or does not belong to this machine
     */
    public HttpPort(String host, int port, Service service, InstantSource clock)
            throws IOException {
        this.service = service;
        this.clock = clock;
        try {
            this.server = bind(new InetSocketAddress(host, port));
            this.port = ((InetSocketAddress) server.localAddress()).getPort();
        } catch (IOException | RuntimeException e) {
            stopThreads();
            throw e;
        }
    }

    /** Starts serving: the service may use whatever was assigned before this call. */
    public void open() {
        server.config().setAutoRead(true);
    }

    /** The port it listens on, or did until it was closed. */
    public int port() {
        return port;
    }

    /** The number of client connections at this moment, including idle ones. */
    public int connections() {
        return connections.size();
    }

    /**
     * Closes every connection; answers in progress are lost. The port is free afterwards. A second
     * call does nothing.
     */
    @Override
    public void close() {
        if (io.isShuttingDown()) {
            return;
        }
        server.close().syncUninterruptibly();
        connections.forEach(channel -> channel.close().syncUninterruptibly());
        stopThreads();
    }

    /** Netty rethrows the cause as it is, also when it is checked. */
    private Channel bind(InetSocketAddress address) throws IOException {
        return new ServerBootstrap()
                .group(io)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(
                        new ChannelInitializer<NioSocketChannel>() {
                            @Override
                            protected void initChannel(NioSocketChannel channel) {
                                prepare(channel);
                            }
                        })
                .bind(address)
                .syncUninterruptibly()
                .channel();
    }

    private void prepare(NioSocketChannel channel) {
        connections.add(channel);
        channel.closeFuture().addListener(closed -> connections.remove(channel));
        HttpDecoderConfig limits =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_LINE)
                        .setMaxHeaderSize(MAX_HEADERS);
        channel.pipeline()
                .addLast(new HttpServerCodec(limits))
                .addLast(new BodyAggregator(MAX_BODY))
                .addLast(new HttpConnection(service, workers, new AnswerWriter(channel, clock)));
    }

    /** The operating system has the port back only when the selectors of the threads are closed. */
    private void stopThreads() {
        workers.shutdownNow();
        io.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
