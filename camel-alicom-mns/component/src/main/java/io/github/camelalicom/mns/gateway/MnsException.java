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
package io.github.camelalicom.mns.gateway;

import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/**
 * The one exception of the gateway. Its message states what happened and what to do, and holds
 * neither key nor token; the causes of the SDK are not kept where their text holds signed URLs. It
 * has no stack trace: where it was thrown says nothing about a service that does not answer, and an
 * outage should be one line in the log.
 */
public class MnsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a failure means for the caller. */
    public enum Kind {
        /** Network, time-out, 5xx or an unreadable answer: temporary. */
        UNAVAILABLE(true),
        /** Too many requests: temporary if fewer are sent. */
        THROTTLED(true),
        /** As UNAVAILABLE, for the token service: without a token no request can be sent. */
        TOKEN_UNAVAILABLE(true),
        /** The queue service refuses access, also with a fresh token; or the SMS service does. */
        DENIED(false),
        /** The token service refuses a token: wrong key, missing right, or no key at all. */
        TOKEN(false),
        /** The queue does not exist. */
        NO_SUCH_QUEUE(false),
        /** The receipt handle is no longer valid: the message is visible again, or gone. */
        HANDLE_LOST(false),
        /** The message no longer exists, since it was deleted; or there is none to receive. */
        MESSAGE_GONE(false),
        /** The service does not accept the request as it is. */
        REJECTED(false),
        /** The gateway was closed. */
        CLOSED(false);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether the same call may succeed soon, without a change of key, right or option. */
        public boolean retryable() {
            return retryable;
        }

        /** Whether MNS may have refused a request only because it is for several messages. */
        public boolean maySucceedSingly() {
            return this == DENIED
                    || this == REJECTED
                    || this == HANDLE_LOST
                    || this == MESSAGE_GONE;
        }

        /** Whether it lasts until a key, a right or an option is corrected. */
        public boolean permanent() {
            return this == DENIED || this == TOKEN || this == NO_SUCH_QUEUE || this == REJECTED;
        }
    }

    /** As Alibaba Cloud writes it; anything else in its place is not logged. */
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Likewise. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

    private final Kind kind;
    private final String code;
    private final String requestId;

    public MnsException(Kind kind, String code, String message) {
        this(kind, code, message, null);
    }

    public MnsException(Kind kind, String code, String message, Throwable cause) {
        this(kind, code, message, null, cause);
    }

    private MnsException(
            Kind kind, String code, String message, String requestId, Throwable cause) {
        super(message, cause, false, false);
        this.kind = kind;
        this.code = code;
        this.requestId = requestId;
    }

    /**
     * The same failure with Alibaba Cloud's id of the request, by which its support finds it.
     *
     * @param id null if the answer has none
     */
    public MnsException ofRequest(String id) {
        if (id == null || requestId != null || !REQUEST_ID.matcher(id).matches()) {
            return this;
        }
        String message = getMessage() + " (RequestId " + id + ")";
        return new MnsException(kind, code, message, id, getCause());
    }

    /** The error code in an answer, without blanks around it; null if the text is not one. */
    static String code(String text) {
        String code = text == null ? "" : text.strip();
        return CODE.matcher(code).matches() ? code : null;
    }

    /** The failure of a call as this exception, which futures may wrap. */
    public static MnsException of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof MnsException known
                ? known
                : new MnsException(
                        Kind.UNAVAILABLE,
                        null,
                        "ALICOM-313 The call failed (" + cause + ")",
                        cause);
    }

    public Kind kind() {
        return kind;
    }

    /** The service's error code, or the SDK's, or null. */
    public String code() {
        return code;
    }

    /** Alibaba Cloud's id of the request that failed, or null. */
    public String requestId() {
        return requestId;
    }

    /** Code and request id, as far as the answer has them, to be put in parentheses. */
    public String reference() {
        String what = code == null ? "no error code" : code;
        return requestId == null ? what : what + ", RequestId " + requestId;
    }

    /** The innermost cause, or the failure itself. */
    static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
