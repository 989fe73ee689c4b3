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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Hosts that are reached without a proxy, in the three forms that are in use: {@code a|*.b} of the
 * JVM, {@code a,.b} of the environment, and both with a port.
 */
final class HostPatterns {

    private HostPatterns() {}

    /**
     * The JVM's form: a star stands for any characters, all else is the whole name.
     *
     * @param list separated by bars or commas, may be null
     */
    static Predicate<String> wildcards(String list) {
        List<String> patterns = split(list);
        return host -> patterns.stream().anyMatch(pattern -> matches(pattern, host));
    }

    /**
     * The environment's form: a name stands for its subdomains too, and a star for all hosts. An
     * IPv6 address is written with or without the brackets that a URL has.
     *
     * @param list separated by commas or blanks, may be null
     */
    static Predicate<String> suffixes(String list) {
        List<String> patterns = split(list);
        return host -> patterns.stream().anyMatch(pattern -> isWithin(bare(pattern), bare(host)));
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }

    private static List<String> split(String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split("[|,\\s]+"))
                        .filter(pattern -> !pattern.isEmpty())
                        .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                        .toList();
    }

    private static boolean matches(String pattern, String host) {
        String[] parts = pattern.split("\\*", -1);
        if (!host.startsWith(parts[0])) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = host.indexOf(parts[i], from);
            if (found < 0) {
                return false;
            }
            from = found + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return parts.length == 1
                ? host.equals(pattern)
                : host.length() >= from + last.length() && host.endsWith(last);
    }

    private static boolean isWithin(String pattern, String host) {
        String name = pattern.startsWith("*.") ? pattern.substring(1) : pattern;
        if (name.startsWith(".")) {
            return host.endsWith(name) || host.equals(name.substring(1));
        }
        return "*".equals(name) || host.equals(name) || host.endsWith("." + name);
    }
}
