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
package io.github.camelalicom.mns.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds up the beginning of each answer, as a network does, and counts the requests. It stands
 * before every service in the same way, whatever that service could do by itself.
 */
final class DelayingProxy implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final ServerSocket server;
    private final URI target;
    private final LongAdder requests = new LongAdder();
    private volatile long delayNanos;

    DelayingProxy(URI target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, BUFFER, InetAddress.getLoopbackAddress());
        begin("proxy", this::accept);
    }

    /** Sets the delay of answers from now on; there is none at first. */
    void delay(Duration delay) {
        delayNanos = delay.toNanos();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    long requests() {
        return requests.sum();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket service = new Socket(target.getHost(), target.getPort());
        client.setTcpNoDelay(true);
        service.setTcpNoDelay(true);
        AtomicBoolean asked = new AtomicBoolean();
        begin("proxy-requests", () -> pump(client, service, () -> asked.set(true)));
        begin("proxy-answers", () -> pump(service, client, () -> hold(asked)));
    }

    /** Only what comes first after a request is held up; the rest of an answer follows it. */
    private void hold(AtomicBoolean asked) {
        if (asked.getAndSet(false)) {
            requests.increment();
            long delay = delayNanos;
            long end = System.nanoTime() + delay;
            for (long left = delay; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private static void pump(Socket from, Socket to, Runnable beforeEach) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                beforeEach.run();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one side has closed its connection; closing signals it to the other
        }
    }

    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
