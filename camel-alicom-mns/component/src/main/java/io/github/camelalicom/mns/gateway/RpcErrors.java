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

import java.io.IOException;
import java.util.regex.Pattern;

import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.exceptions.ServerException;

import io.github.camelalicom.mns.gateway.MnsException.Kind;

/**
 * Failures of calls through the RPC gateway, in words that are safe to log: of a message of Alibaba
 * Cloud only a sentence that names neither key nor signature is kept, without long numbers, which
 * may be phone numbers.
 */
final class RpcErrors {

    private static final Pattern SECRETIVE =
            Pattern.compile(
                    "(?i)https?://|AccessKeyId|Signature=|SecurityToken|string to sign"
                            + "|\\bLTAI\\w|\\bSTS\\.\\w");

    /** Phone numbers may be written in groups of digits; dates are shorter. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{5,}|\\d([ ()-]*\\d){8,}");

    private static final int LONGEST_DETAIL = 500;

    private static final Pattern THROTTLED =
            Pattern.compile("Throttling.*|isv\\.BUSINESS_LIMIT_CONTROL");

    private static final Pattern WRONG_KEY =
            Pattern.compile(
                    "InvalidAccessKeyId.*|SignatureDoesNotMatch|IncompleteSignature"
                            + "|SDK\\.InvalidAccessKeySecret|Forbidden\\.AccessKey.*");

    /** Of temporary credentials. */
    private static final Pattern WRONG_SESSION =
            Pattern.compile("InvalidSecurityToken.*|MissingSecurityToken");

    /** Nonces are random UUIDs: an earlier attempt arrived, and its answer was lost. */
    private static final String NONCE_USED = "SignatureNonceUsed";

    private RpcErrors() {}

    /** The credentials provider failed. */
    static MnsException ofCredentials(Exception e, RpcProduct product) {
        String code = e instanceof ClientException known ? known.getErrCode() : null;
        if (e instanceof ClientException && (code == null || code.isEmpty())) {
            // the default chain reports in this way that it found nothing
            return noCredentials(product);
        } else if (code != null && !code.startsWith("SDK.")) {
            MnsException failure =
                    e instanceof ServerException
                            ? exception(product.unavailable(), code, e.getMessage(), product)
                            : ofCode(code, e.getMessage(), product);
            return failure.ofRequest(((ClientException) e).getRequestId());
        }
        return e instanceof ClientException
                ? unreachable(code, e, product)
                : failedProvider(e, product);
    }

    /** Not in its own words, which may hold what it has read. */
    private static MnsException failedProvider(Exception e, RpcProduct product) {
        String known = NetworkFailures.explain(e, product.address().proxy());
        String kind = MnsException.rootCause(e).getClass().getName();
        return noAnswer(
                null, known == null ? "credentials provider: " + kind : known, null, product);
    }

    /** The service answered with a code and a status of 5xx. */
    static MnsException ofServer(String code, String message, RpcProduct product) {
        return exception(product.unavailable(), code, message, product);
    }

    /** No usable answer was read. */
    static MnsException of(Exception e, RpcProduct product) {
        return unreachable(null, e, product);
    }

    /** An answer without a code: it is not one of the service. */
    static MnsException ofPage(RpcTransport.Answer answer, RpcProduct product) {
        int status = answer.status();
        if (answer.fromProxy()) {
            return new MnsException(
                    product.unavailable(),
                    "HTTP " + status,
                    ForeignAnswers.ofProxy(
                            product.address().proxy(), status, product.address().endpoint()));
        } else if (status / 100 == 2) {
            return product.unreadable("it is not JSON");
        } else if (status / 100 == 5 || status == 408) {
            return product.unreadable("HTTP " + status + " without a code");
        }
        return new MnsException(
                status == 429 ? Kind.THROTTLED : product.unavailable(),
                "HTTP " + status,
                ForeignAnswers.ofServer(product.address(), status, answer.location()));
    }

    /** The service answered with a code that is not OK. */
    static MnsException ofCode(String code, String message, RpcProduct product) {
        return exception(kind(code, product), code, message, product);
    }

    private static Kind kind(String code, RpcProduct product) {
        if (NONCE_USED.equals(code)) {
            return product.unavailable();
        } else if (THROTTLED.matcher(code).matches()) {
            return Kind.THROTTLED;
        } else if (WRONG_KEY.matcher(code).matches()
                || WRONG_SESSION.matcher(code).matches()
                || code.contains("RAM_PERMISSION")
                || code.startsWith("Forbidden")
                || code.startsWith("NoPermission")) {
            return product.denied();
        } else if (code.startsWith("isp.")
                || code.startsWith("InternalError")
                || code.startsWith("ServiceUnavailable")) {
            return product.unavailable();
        }
        return Kind.REJECTED;
    }

    private static MnsException exception(
            Kind kind, String code, String message, RpcProduct product) {
        String text =
                "ALICOM-201 The "
                        + product.name()
                        + " refused "
                        + product.wanted()
                        + " ("
                        + code
                        + ")"
                        + detail(message)
                        + advice(kind, code, product);
        return new MnsException(kind, code, text);
    }

    private static String detail(String message) {
        return message == null || message.isEmpty() || SECRETIVE.matcher(message).find()
                ? ""
                : ": " + sentence(LONG_NUMBER.matcher(message).replaceAll("***"));
    }

    /** In one line, and without a full stop, since the sentence goes on. */
    private static String sentence(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        if (line.length() > LONGEST_DETAIL) {
            return line.substring(0, LONGEST_DETAIL) + "...";
        }
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static String advice(Kind kind, String code, RpcProduct product) {
        if (WRONG_KEY.matcher(code).matches()) {
            return "; check accessKey and secretKey";
        }
        if (WRONG_SESSION.matcher(code).matches()) {
            return "; check sessionToken or the provider of the temporary credentials";
        }
        if (code.startsWith("InvalidTimeStamp")) {
            return "; check the clock of this machine";
        }
        return kind == product.denied()
                ? "; give the RAM user of the access key the right to " + product.right()
                : "";
    }

    static MnsException noCredentials(RpcProduct product) {
        return new MnsException(
                product.denied(),
                "",
                "ALICOM-202 No credentials to ask for "
                        + product.wanted()
                        + ": set accessKey and secretKey, a"
                        + " credentialsProvider, or what the SDK's default chain reads");
    }

    private static MnsException unreachable(String code, Exception e, RpcProduct product) {
        String known = NetworkFailures.explain(e, product.address().proxy());
        Throwable root = MnsException.rootCause(e);
        boolean ofSdk = root.getClass().getName().startsWith("com.aliyun");
        boolean secretive = SECRETIVE.matcher(String.valueOf(root.getMessage())).find();
        String why = ofSdk ? code : secretive ? root.getClass().getName() : root.toString();
        boolean isInText = known != null || ofSdk || secretive || root instanceof IOException;
        return noAnswer(code, known == null ? why : known, isInText ? null : root, product);
    }

    private static MnsException noAnswer(
            String code, String why, Throwable cause, RpcProduct product) {
        return new MnsException(
                product.unavailable(),
                code,
                "ALICOM-203 No answer from the "
                        + product.name()
                        + " at "
                        + product.address()
                        + " ("
                        + why
                        + ")",
                cause);
    }
}
