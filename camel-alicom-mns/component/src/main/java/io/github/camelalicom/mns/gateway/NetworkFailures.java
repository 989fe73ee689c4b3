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

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.apache.http.HttpException;
import org.apache.http.ParseException;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.ConnectionPoolTimeoutException;

/** Why there is no answer, in plain words, and what to do. */
final class NetworkFailures {

    private static final int ENOUGH_CAUSES = 20;

    private NetworkFailures() {}

    /**
     * The cause and the remedy; null where the exception is not one of the network.
     *
     * @param proxy on the way to the service, or null
     */
    static String explain(Throwable failure, HttpProxy proxy) {
        Throwable cause = failure;
        String best = null;
        for (int i = 0; cause != null && i < ENOUGH_CAUSES; i++) {
            String words = words(cause, proxy);
            best = words == null ? best : words;
            cause = cause.getCause();
        }
        return best;
    }

    private static String words(Throwable e, HttpProxy proxy) {
        if (e instanceof SSLException
                || e instanceof CertificateException
                || e instanceof CertPathBuilderException
                || e instanceof CertPathValidatorException) {
            return tls(e);
        }
        String peer = proxy == null ? "host" : "proxy " + proxy;
        if (e instanceof UnknownHostException) {
            return "the " + peer + " is not known to the name service; check " + names(proxy);
        } else if (e instanceof ConnectTimeoutException
                && !(e instanceof ConnectionPoolTimeoutException)) {
            return "the " + peer + " does not accept connections; check firewall and proxy";
        } else if (e instanceof SocketTimeoutException) {
            return "no answer in time";
        } else if (e instanceof NoRouteToHostException || unreachable(e)) {
            return "no route to the " + peer + "; check the network of this machine";
        } else if (e instanceof ConnectException) {
            return "the " + peer + " refuses connections; check " + names(proxy);
        } else if (e instanceof HttpException || e instanceof ParseException) {
            return "the answer is not HTTP: the port may expect TLS; check scheme and port";
        }
        return null;
    }

    private static boolean unreachable(Throwable e) {
        return String.valueOf(e.getMessage()).contains("unreachable");
    }

    private static String names(HttpProxy proxy) {
        return proxy == null
                ? "the endpoint and the network of this machine"
                : "proxyHost and proxyPort, or the proxy of the environment";
    }

    private static String tls(Throwable e) {
        String text = String.valueOf(e.getMessage());
        if (e instanceof CertificateExpiredException) {
            return "the certificate has expired; renew it, or check the clock of this machine";
        } else if (e instanceof CertificateNotYetValidException) {
            return "the certificate is not valid yet; check the clock of this machine";
        } else if (e instanceof SSLPeerUnverifiedException
                || text.contains("subject alternative")) {
            return "the certificate is that of another host; check the host name of the endpoint";
        } else if (e instanceof CertPathBuilderException
                || e instanceof CertPathValidatorException
                || text.contains("PKIX")) {
            return "the certificate is not trusted; add its authority to the JVM's trust store"
                    + " (javax.net.ssl.trustStore)";
        } else if (text.contains("SSL message") || text.contains("plaintext")) {
            return "the port does not speak TLS; check scheme and port";
        }
        return e instanceof SSLException ? "TLS failed (" + text + ")" : null;
    }
}
