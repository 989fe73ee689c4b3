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

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The bytes a client sends, read by the one thread that serves its connection. */
final class ChannelInput {

    private static final int MAX_LINE = 16 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(MAX_LINE).flip();

    ChannelInput(SocketChannel channel) {
        this.channel = channel;
    }

    /** The next line without its end; null when the client ended the connection before it. */
    String line() throws IOException, BadRequestException {
        StringBuilder line = new StringBuilder(96);
        while (true) {
            if (!buffer.hasRemaining() && !fill()) {
                return endOfStream(line);
            }
            char next = (char) (buffer.get() & 0xff);
            if (next == '\n') {
                return withoutReturn(line);
            }
            if (line.length() == MAX_LINE) {
                throw new BadRequestException(431, "a header line is longer than " + MAX_LINE);
            }
            line.append(next);
        }
    }

    byte[] bytes(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (!buffer.hasRemaining() && !fill()) {
                throw new EOFException("the client left within a body");
            }
            int step = Math.min(buffer.remaining(), bytes.remaining());
            bytes.put(buffer.slice().limit(step));
            buffer.position(buffer.position() + step);
        }
        return bytes.array();
    }

    /**
     * Whether the client still holds the connection, found out without waiting: a read that would
     * block means it is there, the end of the stream that it is gone.
     */
    boolean isOpen() {
        buffer.compact();
        try {
            return !buffer.hasRemaining() || readWithoutWaiting() >= 0;
        } catch (IOException e) {
            return false;
        } finally {
            buffer.flip();
        }
    }

    private int readWithoutWaiting() throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(buffer);
        } finally {
            channel.configureBlocking(true);
        }
    }

    private boolean fill() throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        return count >= 0;
    }

    private static String endOfStream(StringBuilder line) throws EOFException {
        if (line.isEmpty()) {
            return null;
        }
        throw new EOFException("the client left within a line");
    }

    private static String withoutReturn(StringBuilder line) {
        int end = line.length() - 1;
        if (end >= 0 && line.charAt(end) == '\r') {
            line.setLength(end);
        }
        byte[] bytes = line.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
