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
package io.github.camelalicom.mns.benchmark.stage;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.github.camelalicom.mns.gateway.ReceivedMessage;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptBody;
import io.github.camelalicom.mns.receipt.ReceiptParser;

/** From the text on the wire to the typed receipt. */
@State(Scope.Benchmark)
public class ReceiptStage {

    private final ReceivedMessage message = Samples.message();
    private final ReceiptParser parser = new ReceiptParser();
    private final String json = ReceiptBody.decode(message.body());
    private final Receipt receipt = parser.parseJson("SmsReport", json);

    /** MD5 of the text, against what the service says. */
    @Benchmark
    public boolean digest() {
        return ReceiptBody.matchesDigest(message.body(), message.bodyMd5());
    }

    /** Base64 and UTF-8. */
    @Benchmark
    public String decode() {
        return ReceiptBody.decode(message.body());
    }

    /** JSON to record. */
    @Benchmark
    public Receipt parse() {
        return parser.parseJson("SmsReport", json);
    }

    /** The business key. */
    @Benchmark
    public String key() {
        return receipt.key();
    }
}
