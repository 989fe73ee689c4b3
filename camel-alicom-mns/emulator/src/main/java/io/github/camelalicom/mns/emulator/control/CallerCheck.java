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
package io.github.camelalicom.mns.emulator.control;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.camelalicom.mns.emulator.http.Request;

/**
 * Decides who may call the control API, whose calls are not signed. A page of another site that is
 * open in a browser on this machine must not.
 */
public final class CallerCheck {

    /** Host names that always mean this machine. */
    private static final Pattern OF_THIS_MACHINE =
            Pattern.compile(
                    "localhost|.+\\.localhost|[\\d.]+|\\[[\\da-f:.]+]"
                            + "|host\\.(docker|testcontainers)\\.internal");

    private final String listensOn;
    private final boolean loopback;

    public CallerCheck(String host) {
        this.listensOn = host.toLowerCase(Locale.ROOT);
        InetSocketAddress address = new InetSocketAddress(host, 0);
        this.loopback = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }

    /** Why a request is refused; empty when it is not. */
    Optional<String> refusal(Request request) {
        if (isFromAnotherSite(request)) {
            return Optional.of("origin: pages of other addresses may not call the emulator");
        }
        String host = hostName(request);
        boolean known = host.isEmpty() || host.equals(listensOn) || isOfThisMachine(host);
        return loopback && !known
                ? Optional.of(
                        "host: \""
                                + host
                                + "\" is not a name of a loopback address;"
                                + " call it by an address, or start it with --host 0.0.0.0")
                : Optional.empty();
    }

    /** A browser names the origin of the page that makes a call. */
    private static boolean isFromAnotherSite(Request request) {
        return request.header("origin")
                .filter(origin -> !origin.endsWith("://" + request.headerOrEmpty("host")))
                .isPresent();
    }

    /**
     * Another host name can be bound to 127.0.0.1 by its owner; a browser then treats the owner's
     * page as a page of the emulator.
     */
    private static boolean isOfThisMachine(String host) {
        return OF_THIS_MACHINE.matcher(host).matches();
    }

    private static String hostName(Request request) {
        return request.headerOrEmpty("host").replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }
}
