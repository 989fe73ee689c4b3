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

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** An active fault. */
public final class InjectedFault {

    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final FaultRule rule;
    private final Random dice;
    private int fired;

    InjectedFault(FaultRule rule) {
        this.rule = rule;
        this.dice = new Random(rule.seed());
    }

    /** Its id in the control API. */
    public long id() {
        return id;
    }

    public FaultRule rule() {
        return rule;
    }

    /** How often it has happened. */
    public synchronized int fired() {
        return fired;
    }

    /** Whether it has happened as often as its rule allows. */
    public synchronized boolean isSpent() {
        return fired >= rule.times();
    }

    /** Decides whether it happens, and counts it. */
    synchronized boolean fires(RequestKind kind, String queue) {
        boolean fires =
                fired < rule.times()
                        && rule.fits(kind, queue)
                        && dice.nextDouble() < rule.probability();
        if (fires) {
            fired++;
        }
        return fires;
    }
}
