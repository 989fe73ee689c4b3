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

import java.util.Set;

/**
 * When a fault happens. Immutable; every method returns a changed copy.
 *
 * @param kinds the kinds of request it happens to; empty for any
 * @param queue the name of the only queue it happens to, or the message type that the names of such
 *     queues end in; null for any
 * @param times how often; {@link #ALWAYS} for no limit
 * @param probability the probability for a matching request, from 0 to 1
 * @param seed of the random numbers, so that a run can be repeated
 */
public record FaultRule(
        Fault fault,
        Set<RequestKind> kinds,
        String queue,
        int times,
        double probability,
        long seed) {

    public static final int ALWAYS = Integer.MAX_VALUE;

    public FaultRule {
        kinds = Set.copyOf(kinds);
        if (times < 1) {
            throw new IllegalArgumentException("times: " + times + " is not at least 1");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "probability: " + probability + " is not between 0 and 1");
        }
    }

    static FaultRule once(Fault fault) {
        return new FaultRule(fault, Set.of(), null, 1, 1, 0);
    }

    public FaultRule on(RequestKind... only) {
        return new FaultRule(fault, Set.of(only), queue, times, probability, seed);
    }

    /** Only at requests to this queue, or to the queues of this message type. */
    public FaultRule onQueue(String messageTypeOrName) {
        return new FaultRule(fault, kinds, messageTypeOrName, times, probability, seed);
    }

    public FaultRule times(int number) {
        return new FaultRule(fault, kinds, queue, number, probability, seed);
    }

    public FaultRule always() {
        return times(ALWAYS);
    }

    /** With this probability each time; the same seed gives the same sequence. */
    public FaultRule withProbability(double chance, long diceSeed) {
        return new FaultRule(fault, kinds, queue, times, chance, diceSeed);
    }

    boolean fits(RequestKind kind, String queueName) {
        return (kinds.isEmpty() || kinds.contains(kind))
                && (queue == null || queue.equals(queueName) || queue.equals(typeOf(queueName)));
    }

    private static String typeOf(String queueName) {
        return queueName.substring(queueName.lastIndexOf('-') + 1);
    }
}
