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

/**
 * Something that goes wrong between a client and the services. A fault is plain data; {@link
 * FaultRule} defines when it happens, and {@link Faults#add} activates it:
 *
 * <pre>{@code
 * alicom.faults().add(Fault.dropAfter().on(RequestKind.BATCH_DELETE).times(3));
 * }</pre>
 *
 * <p>A fault that has no effect on a request does not happen to it, and is left for the next one.
 */
public sealed interface Fault {

    /** The request is delayed before it is processed, for up to 24 h of the machine's time. */
    record Delay(Duration duration) implements Fault {

        public Delay {
            checkDelay(duration);
        }
    }

    /**
     * Answered by a component in front of the service, such as a proxy. An empty body is not sent.
     *
     * @param status 200 to 599
     */
    record Status(int status, String contentType, String body) implements Fault {

        public Status {
            checkStatus(status);
        }
    }

    /**
     * Refused by the service with its error document; nothing is done.
     *
     * @param status 200 to 599
     */
    record ServiceError(String code, int status, String message) implements Fault {

        public ServiceError {
            checkStatus(status);
        }
    }

    /** The connection is closed before the request takes effect. */
    record DropBefore() implements Fault {}

    /** The request takes effect, and the connection is closed without an answer. */
    record DropAfter() implements Fault {}

    /**
     * The request takes effect, and the answer ends after this number of bytes of its body. It
     * happens to longer bodies only.
     */
    record CutBody(int bytes) implements Fault {

        public CutBody {
            Ranges.check(bytes >= 0, "bytes", bytes, "0 or more");
        }
    }

    /** Every token issued so far expires when the request arrives. */
    record ExpireTokens() implements Fault {}

    /**
     * The messages of a receive are visible again at once; the handles of the first receive are
     * invalid. It happens to answers with messages only, also to the answer of a long poll that
     * began before the fault was added.
     */
    record DuplicateDelivery() implements Fault {}

    /**
     * A receive answers without waiting that the queue is empty, even if it is not. It happens to
     * receives only.
     */
    record EmptyAtOnce() implements Fault {}

    /** The Date of the answer is off by this duration: 365 days at most, in either direction. */
    record ClockSkew(Duration by) implements Fault {

        public ClockSkew {
            Duration most = Duration.ofDays(365);
            boolean inRange = Ranges.isBetween(by, most.negated(), most);
            Ranges.check(inRange, "by", by, "-8760h to 8760h");
        }
    }

    /** The request takes effect at once and is answered later: after 24 h at most. */
    record DelayAfter(Duration duration) implements Fault {

        public DelayAfter {
            checkDelay(duration);
        }
    }

    /**
     * One message in the answer to a receive is unreadable; the others are not affected. It happens
     * to answers with messages only.
     */
    record UnreadableEntry(UnreadablePart part) implements Fault {}

    /** The request takes effect, and the body of the answer never ends. */
    record EndlessBody() implements Fault {}

    /** The request takes effect, and the headers of the answer never end. */
    record EndlessHeaders() implements Fault {}

    /** Answered with 200 and an HTML page, as by a portal or a proxy; the request has no effect. */
    record HtmlPage() implements Fault {}

    private static void checkDelay(Duration duration) {
        boolean inRange = Ranges.isBetween(duration, Duration.ZERO, Duration.ofHours(24));
        Ranges.check(inRange, "duration", duration, "0 to 24h");
    }

    private static void checkStatus(int status) {
        Ranges.check(status >= 200 && status <= 599, "status", status, "200 to 599");
    }

    static Fault delay(Duration duration) {
        return new Delay(duration);
    }

    static Fault status(int status) {
        return new Status(status, "text/plain", "");
    }

    static Fault status(int status, String contentType, String body) {
        return new Status(status, contentType, body);
    }

    /** For instance {@code error("InternalError", 500)}. */
    static Fault error(String code, int status) {
        return new ServiceError(code, status, "Injected by the emulator.");
    }

    /** For the token service, status 200 is a refusal by the product behind the gateway. */
    static Fault error(String code, int status, String message) {
        return new ServiceError(code, status, message);
    }

    static Fault dropBefore() {
        return new DropBefore();
    }

    static Fault dropAfter() {
        return new DropAfter();
    }

    static Fault cutBody(int bytes) {
        return new CutBody(bytes);
    }

    static Fault expireTokens() {
        return new ExpireTokens();
    }

    static Fault duplicateDelivery() {
        return new DuplicateDelivery();
    }

    static Fault emptyAtOnce() {
        return new EmptyAtOnce();
    }

    static Fault clockSkew(Duration by) {
        return new ClockSkew(by);
    }

    static Fault delayAfter(Duration duration) {
        return new DelayAfter(duration);
    }

    static Fault unreadableEntry(UnreadablePart part) {
        return new UnreadableEntry(part);
    }

    static Fault endlessBody() {
        return new EndlessBody();
    }

    static Fault endlessHeaders() {
        return new EndlessHeaders();
    }

    static Fault htmlPage() {
        return new HtmlPage();
    }

    /** Once, at the next request of one of these kinds. */
    default FaultRule on(RequestKind... kinds) {
        return FaultRule.once(this).on(kinds);
    }

    /** At this number of requests of any kind on which it has an effect. */
    default FaultRule times(int times) {
        return FaultRule.once(this).times(times);
    }

    /** At every request. */
    default FaultRule always() {
        return FaultRule.once(this).always();
    }
}
