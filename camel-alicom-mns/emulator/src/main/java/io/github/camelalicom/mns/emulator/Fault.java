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
 * FaultRule} says when it happens, and {@link Faults#add} puts it to work:
 *
 * <pre>{@code
 * alicom.faults().add(Fault.dropAfter().on(RequestKind.BATCH_DELETE).times(3));
 * }</pre>
 */
public sealed interface Fault {

    /** The request waits so long before it is looked at. */
    record Delay(Duration duration) implements Fault {

        public Delay {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("duration: " + duration + " is negative");
            }
        }
    }

    /** Answered by something that is not the service: a proxy, say. No body when it is empty. */
    record Status(int status, String contentType, String body) implements Fault {}

    /** Refused by the service with its error document; nothing is done. */
    record ServiceError(String code, int status, String message) implements Fault {}

    /** The connection is cut before anything is done. */
    record DropBefore() implements Fault {}

    /** What was asked is done, and the connection is cut instead of an answer. */
    record DropAfter() implements Fault {}

    /** What was asked is done, and the answer ends after so many bytes of its body. */
    record CutBody(int bytes) implements Fault {}

    /** Every token handed out so far ends as the request arrives. */
    record ExpireTokens() implements Fault {}

    /** What a receive hands out, others can receive at once too; the first handles are dead. */
    record DuplicateDelivery() implements Fault {}

    /** A receive answers that there is nothing, without waiting, whatever there is. */
    record EmptyAtOnce() implements Fault {}

    /** The Date of the answer is off by so much. */
    record ClockSkew(Duration by) implements Fault {}

    /** What was asked is done at once, and answered so much later. */
    record DelayAfter(Duration duration) implements Fault {

        public DelayAfter {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("duration: " + duration + " is negative");
            }
        }
    }

    /** One message in the answer of a receive cannot be read; the others can. */
    record UnreadableEntry(UnreadablePart part) implements Fault {}

    /** What was asked is done, and the body of the answer never ends. */
    record EndlessBody() implements Fault {}

    /** What was asked is done, and the headers of the answer never end. */
    record EndlessHeaders() implements Fault {}

    /** Answered with 200 and a page, as a portal or a proxy does; nothing is done. */
    record HtmlPage() implements Fault {}

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

    /** With status 200, for the token service, a refusal by the product behind the gateway. */
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

    /** At the next so many requests of any kind. */
    default FaultRule times(int times) {
        return FaultRule.once(this).times(times);
    }

    /** At every request. */
    default FaultRule always() {
        return FaultRule.once(this).always();
    }
}
