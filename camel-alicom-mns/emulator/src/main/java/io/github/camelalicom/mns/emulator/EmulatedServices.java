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
package io.github.camelalicom.mns.emulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.github.camelalicom.mns.emulator.http.Service;
import io.github.camelalicom.mns.emulator.mns.AccessKey;
import io.github.camelalicom.mns.emulator.mns.MnsService;
import io.github.camelalicom.mns.emulator.mns.NewMessage;
import io.github.camelalicom.mns.emulator.mns.QueueAttributes;
import io.github.camelalicom.mns.emulator.mns.Queues;
import io.github.camelalicom.mns.emulator.pop.TokenStore;
import io.github.camelalicom.mns.emulator.services.AssumedAnswers;
import io.github.camelalicom.mns.emulator.services.AssumedBodies;
import io.github.camelalicom.mns.emulator.services.AssumedMns;
import io.github.camelalicom.mns.emulator.services.Assumptions;
import io.github.camelalicom.mns.emulator.services.Delays;
import io.github.camelalicom.mns.emulator.services.FaultEffects;
import io.github.camelalicom.mns.emulator.services.FaultedServices;
import io.github.camelalicom.mns.emulator.services.Recorder;
import io.github.camelalicom.mns.emulator.services.RemoteServices;

/** The services behind the port of one emulator, and all of their state. */
final class EmulatedServices {

    /**
     * How they start.
     *
     * @param accessKeys of all accounts
     * @param queues the names of those that exist from the start
     * @param visibility of a received message
     * @param retainedMessages of the deleted ones, for each queue
     * @param latency of every request
     */
    record Settings(
            List<AccessKey> accessKeys,
            List<String> queues,
            Duration visibility,
            int retainedMessages,
            Duration tokenLifetime,
            Duration latency,
            List<Assumption> assumptions) {

        Settings {
            accessKeys = List.copyOf(accessKeys);
            queues = List.copyOf(queues);
            assumptions = List.copyOf(assumptions);
        }
    }

    private final EmulatorClock clock = new EmulatorClock(InstantSource.system());
    private final Faults faults = new Faults();
    private final Requests requests = new Requests();
    private final Delays delays = new Delays();
    private final QueriedServices queried = new QueriedServices(clock);
    private final Settings settings;
    private final Assumptions assumptions;
    private final Queues queues;
    private final TokenStore tokens;

    EmulatedServices(Settings settings) {
        this.settings = settings;
        this.assumptions = new Assumptions(settings.assumptions());
        this.queues =
                new Queues(
                        clock,
                        QueueAttributes.DEFAULT.withVisibilityTimeout(settings.visibility()),
                        settings.retainedMessages(),
                        new AssumedMns(assumptions));
        settings.queues().forEach(queues::ensure);
        this.tokens = new TokenStore(clock, settings.tokenLifetime());
        clock.onMove(queues::wake);
    }

    /** Answers the requests of clients: recorded, delayed, and with the faults in effect. */
    Service answering() {
        Service remote =
                new RemoteServices(
                        settings.accessKeys(),
                        queues,
                        tokens,
                        queried.records(),
                        clock,
                        assumptions);
        return new FaultedServices(
                new AssumedAnswers(remote, delays, assumptions),
                new FaultEffects(queues, tokens, delays, clock, new AssumedMns(assumptions)),
                faults::possible,
                new Recorder(requests::beginning, queues, clock),
                delays,
                settings.latency());
    }

    /** Encodes a receipt as the services do; returns null when the receipt is lost. */
    String deliver(String queueName, Receipt<?> receipt) {
        checkQueueName(queueName);
        if (queried.lose(receipt)) {
            return null;
        }
        NewMessage message = new AssumedBodies(assumptions).of(receipt.json());
        return put(queueName, receipt.messageType(), message);
    }

    /** Puts a message into a queue, which is created if necessary; returns the message id. */
    String put(String queueName, String messageType, NewMessage message) {
        checkQueueName(queueName);
        return queues.ensure(queueName, messageType).send(List.of(message)).get(0);
    }

    private static void checkQueueName(String name) {
        if (!MnsService.isQueueName(name)) {
            throw new IllegalArgumentException(
                    "queueName: \"" + name + "\" is not " + MnsService.QUEUE_NAMES);
        }
    }

    void expireTokens() {
        tokens.expireAll();
    }

    /** Faults and delays end first, so that no request meets the new state with an old one. */
    void reset() {
        faults.clear();
        delays.endAll();
        assumptions.reset();
        clock.reset();
        queues.clear();
        queried.clear();
        requests.clear();
    }

    Assumptions assumptions() {
        return assumptions;
    }

    EmulatorClock clock() {
        return clock;
    }

    Faults faults() {
        return faults;
    }

    Requests requests() {
        return requests;
    }

    QueriedServices queried() {
        return queried;
    }

    Queues queues() {
        return queues;
    }
}
