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
 * Failures of the token service, in words that are safe to log: the SDK's own messages hold the
 * whole signed URL, so of them only a vendor's sentence that names neither key nor signature is
 * kept.
 */
final class TokenErrors {

    private static final Pattern SECRETIVE =
            Pattern.compile("(?i)https?://|AccessKeyId|Signature=|SecurityToken|string to sign");

    private static final Pattern WRONG_KEY =
            Pattern.compile(
                    "InvalidAccessKeyId.*|SignatureDoesNotMatch|IncompleteSignature"
                            + "|SDK\\.InvalidAccessKeySecret|InvalidSecurityToken.*");

    private TokenErrors() {}

    static MnsException of(ClientException e, GatewaySettings settings) {
        String code = e.getErrCode() == null ? "" : e.getErrCode();
        if (code.isEmpty() || code.startsWith("SDK.") && !WRONG_KEY.matcher(code).matches()) {
            return unreachable(code, e, settings);
        }
        if (e instanceof ServerException) {
            return exception(Kind.TOKEN_UNAVAILABLE, code, e.getErrMsg(), settings);
        }
        return ofCode(code, e.getErrMsg(), settings);
    }

    static MnsException of(RuntimeException e, GatewaySettings settings) {
        return unreachable(e.getClass().getSimpleName(), e, settings);
    }

    /** The service answered with a code that is not OK. */
    static MnsException ofCode(String code, String message, GatewaySettings settings) {
        return exception(kind(code), code, message, settings);
    }

    private static Kind kind(String code) {
        if (code.startsWith("Throttling")) {
            return Kind.THROTTLED;
        } else if (WRONG_KEY.matcher(code).matches()
                || code.contains("RAM_PERMISSION")
                || code.startsWith("Forbidden")
                || code.startsWith("NoPermission")) {
            return Kind.TOKEN;
        } else if (code.startsWith("isp.")
                || code.startsWith("InternalError")
                || code.startsWith("ServiceUnavailable")) {
            return Kind.TOKEN_UNAVAILABLE;
        }
        return Kind.REJECTED;
    }

    private static MnsException exception(
            Kind kind, String code, String message, GatewaySettings settings) {
        StringBuilder text =
                new StringBuilder("The token service refused a token for ")
                        .append(settings.messageType())
                        .append(" (")
                        .append(code)
                        .append(')');
        if (message != null && !message.isEmpty() && !SECRETIVE.matcher(message).find()) {
            text.append(": ").append(message);
        }
        return new MnsException(kind, code, text.append(advice(kind, code)).toString());
    }

    private static String advice(Kind kind, String code) {
        if (WRONG_KEY.matcher(code).matches()) {
            return "; check accessKey and secretKey";
        }
        return kind == Kind.TOKEN
                ? "; give the RAM user of the access key the right to query the queue's token"
                : "";
    }

    /** No answer at all, or no credentials to ask with. */
    private static MnsException unreachable(String code, Exception e, GatewaySettings settings) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        boolean vendors = root.getClass().getName().startsWith("com.aliyun");
        boolean secretive = SECRETIVE.matcher(String.valueOf(root.getMessage())).find();
        String why = vendors ? code : secretive ? root.getClass().getName() : root.toString();
        if (vendors && code.isEmpty()) {
            // the credential chain reports so that it found nothing
            return new MnsException(
                    Kind.TOKEN,
                    code,
                    "No credentials to ask for a token: set accessKey and secretKey, a"
                            + " credentialsProvider, or what the SDK's default chain reads");
        }
        return new MnsException(
                Kind.TOKEN_UNAVAILABLE,
                code,
                "No answer from the token service at "
                        + settings.tokenEndpoint()
                        + " ("
                        + why
                        + ")",
                vendors || secretive || root instanceof IOException ? null : root);
    }
}
