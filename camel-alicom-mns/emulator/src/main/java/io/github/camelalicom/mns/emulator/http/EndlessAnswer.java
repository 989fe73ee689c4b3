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
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** Writes an answer that goes on until the client leaves or the emulator is closed. */
final class EndlessAnswer {

    private static final int PIECE = 16 * 1024;

    /** Some 8 MB/s: enough to fill any buffer soon, and not a busy processor. */
    private static final long PAUSE_NANOS = 2_000_000;

    private EndlessAnswer() {}

    /** Where the bytes go; fails when the other side has left. */
    interface Output {
        void write(byte[] bytes) throws IOException;
    }

    static void write(Answer answer, Output output) throws IOException {
        if (answer.ending() == Answer.Ending.ENDLESS_HEADERS) {
            output.write(bytes(Connection.start(answer).toString()));
            repeat(output, bytes("x-endless: " + "x".repeat(1_000) + "\r\n"));
        } else {
            String head = Connection.start(answer) + "Transfer-Encoding: chunked\r\n\r\n";
            output.write(bytes(head));
            if (answer.body().length > 0) {
                output.write(bytes(Integer.toHexString(answer.body().length) + "\r\n"));
                output.write(answer.body());
                output.write(bytes("\r\n"));
            }
            String blank = " ".repeat(PIECE);
            repeat(output, bytes(Integer.toHexString(PIECE) + "\r\n" + blank + "\r\n"));
        }
    }

    private static void repeat(Output output, byte[] piece) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            output.write(piece);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
