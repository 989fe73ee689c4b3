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
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small HTTP/1.1 server: one daemon thread per connection, so that dozens of long polls can wait
 * at once and a forgotten emulator keeps no JVM alive.
 *
 * <p>The JDK's own {@code com.sun.net.httpserver} was tried first: it overwrites the {@code Date}
 * of an answer, refuses targets that are no {@link java.net.URI}, and cannot tell that a client
 * left while its long poll waited. All three matter here.
 */
public final class HttpPort implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final ServerSocketChannel server;
    private final Service service;
    private final InstantSource clock;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons());

    /**
     * Starts serving.
     *
     * @throws IOException when the address is taken or is not this machine's
     */
    public HttpPort(String host, int port, Service service, InstantSource clock)
            throws IOException {
        this.service = service;
        this.clock = clock;
        this.server = ServerSocketChannel.open();
        try {
            server.bind(new InetSocketAddress(host, port), BACKLOG);
        } catch (IOException | RuntimeException e) {
            server.close();
            threads.shutdownNow();
            throw e;
        }
        threads.execute(this::accept);
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    /** How many clients are connected at this moment, idle connections included. */
    public int connections() {
        return open.size();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                start(server.accept());
            } catch (IOException e) {
                // Closed, or one client that left at once: the loop's condition tells which.
                continue;
            }
        }
    }

    private void start(SocketChannel channel) throws IOException {
        open.add(channel);
        try {
            threads.execute(() -> serve(channel));
        } catch (RejectedExecutionException e) {
            // Accepted in the moment of closing.
            open.remove(channel);
            channel.close();
        }
    }

    private void serve(SocketChannel channel) {
        try {
            new Connection(channel, service, clock).run();
        } finally {
            open.remove(channel);
        }
    }

    /** Cuts every connection; answers under way are lost. */
    @Override
    public void close() {
        try {
            server.close();
            for (SocketChannel channel : open) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "alicom-emulator-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
