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
package io.github.camelalicom.mns.options;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks option values; each exception names the option, its value and what is allowed. The ranges
 * of the options are in {@code AlicomMnsSettings}.
 */
public final class OptionChecks {

    /** A literal address, which is parsed without a name server. */
    private static final Pattern IP_LITERAL = Pattern.compile("\\[.*]|[0-9.]+");

    /** A name, an IPv4 address, or an IPv6 address in brackets. */
    private static final Pattern PROXY_HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

    /** As MNS allows; such a name also cannot change the path of a request. */
    private static final Pattern QUEUE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,119}");

    /** The names that Alibaba Cloud gives: the account, then the message type. */
    private static final Pattern QUEUE_OF_TYPE = Pattern.compile("Alicom-Queue-\\d+-(.+)");

    public static final int MAX_PORT = 65_535;

    private OptionChecks() {}

    /** An empty text, such as that of an empty placeholder, counts as unset. */
    public static boolean isSet(String value) {
        return value != null && !value.isBlank();
    }

    /** Checks that both options are set, or neither. */
    public static void together(String option, boolean isSet, String other, boolean otherIsSet) {
        if (isSet != otherIsSet) {
            throw new InvalidOptionException(
                    "ALICOM-102 Option "
                            + (isSet ? other : option)
                            + " is not set, but "
                            + (isSet ? option : other)
                            + " is: set both or neither");
        }
    }

    /** Messages name the options; their values are secret. */
    public static void keys(String accessKey, String secretKey, String sessionToken) {
        together("accessKey", isSet(accessKey), "secretKey", isSet(secretKey));
        checkBlanks("accessKey", accessKey);
        checkBlanks("secretKey", secretKey);
        checkBlanks("sessionToken", sessionToken);
        if (isSet(sessionToken) && !isSet(accessKey)) {
            throw new InvalidOptionException(
                    "ALICOM-106 Option sessionToken is set, but accessKey and secretKey are not:"
                            + " set all three, as STS returned them");
        }
    }

    /** A copied value often contains them, and the service takes them as a part of it. */
    private static void checkBlanks(String option, String value) {
        if (isSet(value) && !value.equals(value.strip())) {
            throw new InvalidOptionException(
                    "ALICOM-104 Option " + option + " begins or ends with a blank: remove it");
        }
    }

    /** A URL may contain a password, so an invalid value is not repeated. */
    public static String proxyHost(String value) {
        String host = value.strip();
        if (!PROXY_HOST.matcher(host).matches()) {
            throw new InvalidOptionException(
                    "ALICOM-105 Option proxyHost is not a host name or address, but must be one"
                            + " such as proxy.example.com, without scheme and port");
        }
        return host;
    }

    public static String queueName(String value) {
        if (!QUEUE_NAME.matcher(value).matches()) {
            throw wrong("queueName", value, "1 to 120 letters, digits, hyphens and underscores");
        }
        return value;
    }

    public static int range(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw wrong(option, value, "from " + min + " to " + max);
        }
        return value;
    }

    public static double range(String option, double value, double min, double max) {
        // also rejects NaN
        if (!(value >= min && value <= max)) {
            throw wrong(option, value, "from " + min + " to " + max);
        }
        return value;
    }

    public static Duration range(String option, Duration value, Duration min, Duration max) {
        if (value == null) {
            throw wrong(option, null, "from " + text(min) + " to " + text(max));
        }
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw wrong(option, text(value), "from " + text(min) + " to " + text(max));
        }
        return value;
    }

    /** Rounds up, since MNS counts in seconds and half a second must not become zero. */
    public static Duration wholeSeconds(Duration value) {
        return value.getNano() == 0 ? value : Duration.ofSeconds(value.toSeconds() + 1);
    }

    /**
     * @param plainHttp the hosts beside the loopback addresses to which http is allowed
     */
    public static URI url(String option, String value, Predicate<String> plainHttp) {
        // not only where it can be read as such, since it may contain a password
        if (value.contains("@")) {
            throw wrong(option, "a URL with user information", "one without");
        }
        URI url;
        try {
            url = withLowerCaseScheme(URI.create(value.strip()));
        } catch (IllegalArgumentException e) {
            throw wrong(option, value, "a full URL such as https://host");
        }
        boolean https = "https".equals(url.getScheme());
        boolean http = "http".equals(url.getScheme());
        if (!https && !http || url.getHost() == null) {
            throw wrong(option, value, "a full URL such as https://host");
        }
        if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
            throw wrong(option, value, "a URL with a port from 1 to " + MAX_PORT);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw wrong(option, value, "a URL without query and fragment");
        }
        if (http && !loopback(url.getHost()) && !plainHttp.test(url.getHost())) {
            throw wrong(
                    option,
                    value,
                    "https, since http would send keys and receipts unencrypted"
                            + " (allowInsecureEndpoints=true allows it)");
        }
        return url;
    }

    /** The case has no meaning, but its readers compare it. */
    private static URI withLowerCaseScheme(URI url) {
        String scheme = url.getScheme();
        return scheme == null
                ? url
                : URI.create(
                        scheme.toLowerCase(Locale.ROOT)
                                + url.toString().substring(scheme.length()));
    }

    public static IllegalArgumentException wrong(String option, Object value, String allowed) {
        return new InvalidOptionException(
                "ALICOM-103 Option " + option + " is " + value + ", but must be " + allowed);
    }

    private static boolean loopback(String host) {
        if ("localhost".equalsIgnoreCase(host)) {
            return true;
        }
        try {
            return IP_LITERAL.matcher(host).matches()
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String text(Duration value) {
        if (value.toMillisPart() != 0) {
            return value.toMillis() + "ms";
        }
        return value.toSecondsPart() == 0 && value.toMinutesPart() == 0 && value.toHours() > 0
                ? value.toHours() + "h"
                : value.toSeconds() + "s";
    }

    /**
     * The message type in the name of the queue, if it differs from that of the endpoint: a token
     * opens only the queue of its own type. Empty for names of another form.
     */
    public static Optional<String> contradictingType(String messageType, String queueName) {
        Matcher name = QUEUE_OF_TYPE.matcher(queueName);
        return name.matches() && !name.group(1).startsWith(messageType)
                ? Optional.of(name.group(1))
                : Optional.empty();
    }
}
