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
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.gateway.ProxyProbe;
import io.github.camelalicom.mns.gateway.ProxySettings;

/**
 * Name resolution, connection, TLS and clock. The connection is checked by a request without a key,
 * so that no secret is sent to a wrong host.
 */
final class NetworkChecks {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration GOOD_CLOCK = Duration.ofMinutes(1);

    /** MNS refuses requests beyond this. */
    private static final Duration WRONG_CLOCK = Duration.ofMinutes(15);

    private static final String PROXY_REMEDY =
            "Check proxyHost, proxyPort, proxyUsername and proxyPassword, or the proxy of the"
                    + " environment (HTTPS_PROXY, HTTP_PROXY) or of the JVM (https.proxyHost), and"
                    + " that the proxy may connect to this host. nonProxyHosts excludes hosts.";

    private final DoctorReport.Builder report;
    private final HttpClient client;

    /** The largest difference to a service's clock; null if none is known. */
    private Duration clockOffset;

    NetworkChecks(Executor executor, DoctorReport.Builder report) {
        this.report = report;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(LIMIT)
                        .followRedirects(Redirect.NEVER)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(executor)
                        .build();
    }

    /**
     * @param settings of the proxy on the way to the service, which knows its name and connects to
     *     it
     * @return whether the service answers, as far as can be checked without a key
     */
    boolean check(URI endpoint, ProxySettings settings) {
        Optional<String> proxy = settings.nameFor(endpoint);
        if (proxy.isPresent()) {
            return checkProxy(endpoint, settings, proxy.get());
        }
        return checkName(endpoint) && checkConnection(endpoint);
    }

    private boolean checkProxy(URI endpoint, ProxySettings settings, String proxy) {
        Instant sent = Instant.now();
        try {
            ProxyProbe.reach(endpoint, settings).ifPresent(time -> noteClock(time, sent));
            report.ok("proxy", endpoint.getHost() + " answers through proxy " + proxy);
            return true;
        } catch (MnsException e) {
            report.failed("proxy", e.getMessage(), PROXY_REMEDY);
            return false;
        }
    }

    private boolean checkName(URI endpoint) {
        String host = endpoint.getHost();
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            report.ok("name", host + " is " + kind(addresses[0]));
            return true;
        } catch (UnknownHostException e) {
            report.failed(
                    "name",
                    host + " has no address here",
                    "Check the spelling of regionId and of the endpoint options, the name"
                            + " server, and that this machine has access to the internet.");
            return false;
        }
    }

    private static String kind(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return "this machine";
        }
        return address.isSiteLocalAddress() || address.isLinkLocalAddress()
                ? "an address of a private network"
                : "a public address";
    }

    private boolean checkConnection(URI endpoint) {
        String address = endpoint.getScheme() + "://" + endpoint.getAuthority();
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/")).timeout(LIMIT).build();
        Instant sent = Instant.now();
        try {
            HttpResponse<?> answer = head(request);
            noteClock(answer, sent);
            report.ok("connection", address + " answers" + tls(answer));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.skipped("connection", "interrupted");
        } catch (IOException e) {
            ConnectionFailure failure = ConnectionFailure.of(e);
            report.failed("connection", address + ": " + failure.cause(), failure.remedy());
        }
        return false;
    }

    /** The time limit of a request ends with the headers, so content is not waited for. */
    private HttpResponse<?> head(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        answer.body().close();
        return answer;
    }

    private static String tls(HttpResponse<?> answer) {
        return answer.sslSession()
                .map(session -> ", " + session.getProtocol() + validity(session))
                .orElse(", without TLS");
    }

    private static String validity(SSLSession session) {
        try {
            Certificate own = session.getPeerCertificates()[0];
            return own instanceof X509Certificate certificate
                    ? ", certificate valid until "
                            + certificate
                                    .getNotAfter()
                                    .toInstant()
                                    .atOffset(ZoneOffset.UTC)
                                    .toLocalDate()
                    : "";
        } catch (SSLPeerUnverifiedException e) {
            return "";
        }
    }

    private void noteClock(HttpResponse<?> answer, Instant sent) {
        answer.headers()
                .firstValue("Date")
                .map(NetworkChecks::instant)
                .ifPresent(time -> noteClock(time, sent));
    }

    private void noteClock(Instant time, Instant sent) {
        Duration offset = Duration.between(sent, time);
        if (clockOffset == null || offset.abs().compareTo(clockOffset.abs()) > 0) {
            clockOffset = offset;
        }
    }

    private static Instant instant(String date) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        } catch (RuntimeException e) {
            return null;
        }
    }

    void checkClock() {
        if (clockOffset == null) {
            report.skipped("clock", "no service was reached that sends its time");
            return;
        }
        String text =
                "the clock of this machine is "
                        + Finding.text(clockOffset.abs())
                        + (clockOffset.isNegative() ? " ahead of" : " behind")
                        + " the services'";
        if (clockOffset.abs().compareTo(GOOD_CLOCK) <= 0) {
            report.ok("clock", "within " + Finding.text(GOOD_CLOCK) + " of the services'");
        } else if (clockOffset.abs().compareTo(WRONG_CLOCK) < 0) {
            report.warning("clock", text, "Synchronize it by NTP.");
        } else {
            report.failed(
                    "clock",
                    text,
                    "Synchronize it by NTP: requests that are more than 15 minutes off are"
                            + " refused.");
        }
    }
}
