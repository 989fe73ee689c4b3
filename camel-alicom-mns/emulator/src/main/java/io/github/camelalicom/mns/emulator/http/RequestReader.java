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

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads requests off one connection: request line, headers, and a body of known or chunked length.
 */
final class RequestReader {

    private static final int MAX_HEADERS = 100;
    private static final int MAX_BODY = 4 * 1024 * 1024;

    private final ChannelInput input;
    private final Continuation continuation;

    RequestReader(ChannelInput input, Continuation continuation) {
        this.input = input;
        this.continuation = continuation;
    }

    /** Tells a client that asked ({@code Expect: 100-continue}) to send its body. */
    interface Continuation {
        void sayContinue() throws IOException;
    }

    /** The next request; null when the client ended the connection. */
    Request next() throws IOException, BadRequestException {
        String start = input.line();
        if (start == null) {
            return null;
        }
        String[] parts = start.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new BadRequestException(400, "not an HTTP/1.1 request line");
        }
        Map<String, String> headers = headers();
        headers.putIfAbsent("connection", parts[2].endsWith("1.0") ? "close" : "keep-alive");
        return new Request(parts[0], parts[1], Map.copyOf(headers), body(headers), input::isOpen);
    }

    private Map<String, String> headers() throws IOException, BadRequestException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() == MAX_HEADERS) {
                throw new BadRequestException(400, "not a header, or more than " + MAX_HEADERS);
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(colon + 1).trim(), (a, b) -> a + "," + b);
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException, BadRequestException {
        boolean chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
        int length = chunked ? 0 : number(headers.getOrDefault("content-length", "0"), 10);
        if ((chunked || length > 0) && "100-continue".equalsIgnoreCase(headers.get("expect"))) {
            continuation.sayContinue();
        }
        return chunked ? chunks() : input.bytes(length);
    }

    private byte[] chunks() throws IOException, BadRequestException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(input.bytes(size));
            number(Integer.toString(body.size()), 10);
            line();
        }
        while (!line().isEmpty()) {
            continue; // trailers mean nothing here
        }
        return body.toByteArray();
    }

    private int chunkSize() throws IOException, BadRequestException {
        return number(line().split(";")[0], 16);
    }

    private String line() throws IOException, BadRequestException {
        String line = input.line();
        if (line == null) {
            throw new EOFException("the client left within a request");
        }
        return line;
    }

    private static int number(String text, int radix) throws BadRequestException {
        try {
            int number = Integer.parseInt(text.trim(), radix);
            if (number >= 0 && number <= MAX_BODY) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BadRequestException(400, "a length is not a number");
        }
        throw new BadRequestException(413, "a body is longer than " + MAX_BODY + " bytes");
    }
}
