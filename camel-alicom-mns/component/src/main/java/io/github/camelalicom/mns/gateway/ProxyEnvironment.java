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

import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The proxy that the process was started with: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code
 * NO_PROXY} of the environment, else the properties {@code https.proxyHost}, {@code http.proxyHost}
 * and {@code http.nonProxyHosts} of the JVM. Loopback addresses are reached directly.
 */
final class ProxyEnvironment {

    static final ProxyEnvironment OF_PROCESS =
            new ProxyEnvironment(System::getenv, System::getProperty);

    /** An IP address, which is parsed without a DNS lookup. */
    private static final Pattern IP_LITERAL = Pattern.compile("\\[.*]|[0-9.]+");

    private final UnaryOperator<String> variables;
    private final UnaryOperator<String> properties;

    ProxyEnvironment(UnaryOperator<String> variables, UnaryOperator<String> properties) {
        this.variables = variables;
        this.properties = properties;
    }

    /**
     * The proxy on the way to a service.
     *
     * @throws IllegalArgumentException when it cannot be used, naming the variable or property
     */
    Optional<HttpProxy> forEndpoint(URI endpoint) {
        String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        if (isLoopback(host)) {
            return Optional.empty();
        }
        String variable = scheme + "_proxy";
        String url = variable(variable);
        return url == null
                ? ofJvm(scheme, host)
                : ofEnvironment(variable.toUpperCase(Locale.ROOT), url, host, port(endpoint));
    }

    private static int port(URI endpoint) {
        int byScheme = "https".equalsIgnoreCase(endpoint.getScheme()) ? 443 : 80;
        return endpoint.getPort() < 0 ? byScheme : endpoint.getPort();
    }

    private Optional<HttpProxy> ofEnvironment(String variable, String url, String host, int port) {
        var direct = HostPatterns.suffixes(variable("no_proxy"));
        return direct.test(host) || direct.test(host + ":" + port)
                ? Optional.empty()
                : Optional.of(parse(variable, url));
    }

    /**
     * Upper case has precedence; curl reads HTTP_PROXY in lower case only, the SDK in upper case.
     */
    private String variable(String name) {
        String upper = variables.apply(name.toUpperCase(Locale.ROOT));
        String value = upper == null || upper.isBlank() ? variables.apply(name) : upper;
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static HttpProxy parse(String variable, String url) {
        try {
            URI proxy = URI.create(url.contains("://") ? url : "http://" + url);
            if ("http".equalsIgnoreCase(proxy.getScheme()) && proxy.getHost() != null) {
                return of(proxy);
            }
        } catch (IllegalArgumentException e) {
            // its message contains the URL, which may contain a password
        }
        throw new IllegalArgumentException(
                "ALICOM-110 Environment variable "
                        + variable
                        + " is not a URL of an HTTP proxy such as http://proxy.example.com:3128:"
                        + " change it, or set proxyHost and proxyPort");
    }

    private static HttpProxy of(URI proxy) {
        String[] user =
                proxy.getRawUserInfo() == null ? null : proxy.getRawUserInfo().split(":", 2);
        return new HttpProxy(
                proxy.getHost(),
                proxy.getPort() < 0 ? 80 : checked(proxy.getPort()),
                user == null ? null : decode(user[0]),
                user == null ? null : user.length == 1 ? "" : decode(user[1]));
    }

    /** Unlike in a query, a plus is not a blank. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private Optional<HttpProxy> ofJvm(String scheme, String host) {
        String proxy = properties.apply(scheme + ".proxyHost");
        if (proxy == null
                || proxy.isBlank()
                || HostPatterns.wildcards(properties.apply("http.nonProxyHosts")).test(host)) {
            return Optional.empty();
        }
        return Optional.of(new HttpProxy(proxy.strip(), port(scheme), null, null));
    }

    private int port(String scheme) {
        String port = properties.apply(scheme + ".proxyPort");
        try {
            return port == null || port.isBlank()
                    ? "https".equals(scheme) ? 443 : 80
                    : checked(Integer.parseInt(port.strip()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "ALICOM-111 System property "
                            + scheme
                            + ".proxyPort is "
                            + port
                            + ", but must be a port");
        }
    }

    private static int checked(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException();
        }
        return port;
    }

    private static boolean isLoopback(String host) {
        try {
            return "localhost".equals(host)
                    || IP_LITERAL.matcher(host).matches()
                            && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
