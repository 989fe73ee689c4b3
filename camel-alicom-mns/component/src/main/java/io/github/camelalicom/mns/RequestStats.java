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
package io.github.camelalicom.mns;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.camelalicom.mns.consumer.Failure;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.MnsException.Kind;
import io.github.camelalicom.mns.gateway.QueueSnapshot;

/** What one producer shows to operators, from its start to its stop. */
public final class RequestStats implements SharedStats.Member<ProducerSnapshot> {

    private record FailedRequest(MnsException cause, long at) {}

    private final AlicomMnsEndpoint endpoint;
    private final SharedStats.Subject subject;
    private final String doing;
    private final Supplier<QueueSnapshot> requests;
    private volatile FailedRequest last;

    /**
     * @param doing what fails when it fails, as the start of a sentence
     */
    RequestStats(AlicomMnsEndpoint endpoint, String doing, Supplier<QueueSnapshot> requests) {
        this.endpoint = endpoint;
        this.subject = SharedStats.Subject.of(endpoint);
        this.doing = doing;
        this.requests = requests;
    }

    public void open() {
        endpoint.component().ifPresent(one -> one.producers().join(subject, this));
    }

    public void close() {
        endpoint.component().ifPresent(one -> one.producers().leave(subject, this));
    }

    /** Does the work of an exchange. What the exchange is to blame for is no failure here. */
    public void during(Runnable work) {
        try {
            work.run();
        } catch (MnsException e) {
            if (e.kind() != Kind.CLOSED) {
                last = new FailedRequest(e, System.nanoTime());
            }
            throw e;
        }
    }

    @Override
    public Optional<ProducerSnapshot> snapshot() {
        return Optional.of(
                new ProducerSnapshot(
                        requests.get(), Optional.ofNullable(last).map(this::lastFailure)));
    }

    private Failure.Past lastFailure(FailedRequest failure) {
        Duration ago = Duration.ofNanos(System.nanoTime() - failure.at());
        return new Failure.Past(doing, failure.cause(), ago);
    }
}
