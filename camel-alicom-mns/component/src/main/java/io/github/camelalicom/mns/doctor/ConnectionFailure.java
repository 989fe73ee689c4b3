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
package io.github.camelalicom.mns.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

/**
 * Why a host does not answer, in plain words.
 *
 * @param cause what happened
 * @param remedy what to do
 */
record ConnectionFailure(String cause, String remedy) {

    private static final String FIREWALL =
            "Check host and port of the endpoint, and that a firewall or proxy lets this machine"
                    + " reach it.";

    static ConnectionFailure of(IOException e) {
        if (isCausedBy(e, CertificateExpiredException.class)) {
            return new ConnectionFailure(
                    "its certificate has expired",
                    "Check the clock of this machine; otherwise the owner of the host, or of a"
                            + " proxy that stands for it, has to renew the certificate.");
        } else if (isCausedBy(e, CertificateNotYetValidException.class)) {
            return new ConnectionFailure(
                    "its certificate is not valid yet", "Check the clock of this machine.");
        } else if (mentions(e, "No subject alternative", "No name matching")) {
            return new ConnectionFailure(
                    "its certificate is for another host",
                    "Use the host name of the certificate in the endpoint option.");
        } else if (mentions(e, "PKIX path", "unable to find valid certification path")) {
            return new ConnectionFailure(
                    "its certificate is not trusted by this JVM",
                    "If a company's proxy replaces certificates, add its authority to the trust"
                            + " store of the JVM (keytool -importcert, or"
                            + " -Djavax.net.ssl.trustStore).");
        } else if (isCausedBy(e, SSLException.class)) {
            return new ConnectionFailure(
                    "it does not answer with TLS",
                    "Check the port; an endpoint without TLS is written as http://.");
        } else if (isCausedBy(e, HttpTimeoutException.class)) {
            return new ConnectionFailure("no answer in 5 s", FIREWALL);
        } else if (isCausedBy(e, ConnectException.class)
                || isCausedBy(e, ClosedChannelException.class)) {
            return new ConnectionFailure("no connection", FIREWALL);
        }
        return new ConnectionFailure(
                "the connection was closed without an HTTP answer",
                "Check the port and the scheme: a port with TLS needs https://.");
    }

    private static boolean isCausedBy(Throwable e, Class<? extends Throwable> type) {
        return causes(e).anyMatch(type::isInstance);
    }

    private static boolean mentions(Throwable e, String... texts) {
        return causes(e)
                .map(cause -> String.valueOf(cause.getMessage()))
                .anyMatch(message -> Stream.of(texts).anyMatch(message::contains));
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, Throwable::getCause).limit(20);
    }
}
