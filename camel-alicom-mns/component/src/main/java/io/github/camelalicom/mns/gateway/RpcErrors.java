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
 * Failures of calls through the RPC gateway, in words that are safe to log: the SDK's own messages
 * hold the whole signed URL, so of them only a vendor's sentence that names neither key nor
 * signature is kept, and of that no long number: it may be somebody's phone.
 */
final class RpcErrors {

    private static final Pattern SECRETIVE =
            Pattern.compile("(?i)https?://|AccessKeyId|Signature=|SecurityToken|string to sign");

    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{5,}");

    private static final Pattern THROTTLED =
            Pattern.compile("Throttling.*|isv\\.BUSINESS_LIMIT_CONTROL");

    private static final Pattern WRONG_KEY =
            Pattern.compile(
                    "InvalidAccessKeyId.*|SignatureDoesNotMatch|IncompleteSignature"
                            + "|SDK\\.InvalidAccessKeySecret|InvalidSecurityToken.*");

    /** What the SDK writes for the code of an error document that has none, or is none. */
    private static final String NO_CODE = "(null)";

    private RpcErrors() {}

    static MnsException of(ClientException e, RpcProduct product) {
        String code = e.getErrCode() == null ? "" : e.getErrCode();
        if (code.isEmpty() || code.startsWith("SDK.") && !WRONG_KEY.matcher(code).matches()) {
            return unreachable(code, e, product);
        }
        if (NO_CODE.equals(code)) {
            return product.unreadable("an error without a code");
        }
        if (e instanceof ServerException) {
            return exception(product.unavailable(), code, e.getErrMsg(), product);
        }
        return ofCode(code, e.getErrMsg(), product);
    }

    static MnsException of(RuntimeException e, RpcProduct product) {
        return unreachable(e.getClass().getSimpleName(), e, product);
    }

    /** The service answered with a code that is not OK. */
    static MnsException ofCode(String code, String message, RpcProduct product) {
        return exception(kind(code, product), code, message, product);
    }

    private static Kind kind(String code, RpcProduct product) {
        if (THROTTLED.matcher(code).matches()) {
            return Kind.THROTTLED;
        } else if (WRONG_KEY.matcher(code).matches()
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
        StringBuilder text =
                new StringBuilder("The ")
                        .append(product.name())
                        .append(" refused ")
                        .append(product.wanted())
                        .append(" (")
                        .append(code)
                        .append(')');
        if (message != null && !message.isEmpty() && !SECRETIVE.matcher(message).find()) {
            text.append(": ").append(LONG_NUMBER.matcher(message).replaceAll("***"));
        }
        return new MnsException(kind, code, text.append(advice(kind, code, product)).toString());
    }

    private static String advice(Kind kind, String code, RpcProduct product) {
        if (WRONG_KEY.matcher(code).matches()) {
            return "; check accessKey and secretKey";
        }
        return kind == product.denied()
                ? "; give the RAM user of the access key the right to " + product.right()
                : "";
    }

    /** No answer at all, or no credentials to ask with. */
    private static MnsException unreachable(String code, Exception e, RpcProduct product) {
        Throwable root = MnsException.rootCause(e);
        boolean vendors = root.getClass().getName().startsWith("com.aliyun");
        boolean secretive = SECRETIVE.matcher(String.valueOf(root.getMessage())).find();
        String why = vendors ? code : secretive ? root.getClass().getName() : root.toString();
        if (vendors && code.isEmpty()) {
            // the credential chain reports so that it found nothing
            return new MnsException(
                    product.denied(),
                    code,
                    "No credentials to ask for "
                            + product.wanted()
                            + ": set accessKey and secretKey, a"
                            + " credentialsProvider, or what the SDK's default chain reads");
        }
        return new MnsException(
                product.unavailable(),
                code,
                "No answer from the "
                        + product.name()
                        + " at "
                        + product.endpoint()
                        + " ("
                        + why
                        + ")",
                vendors || secretive || root instanceof IOException ? null : root);
    }
}
