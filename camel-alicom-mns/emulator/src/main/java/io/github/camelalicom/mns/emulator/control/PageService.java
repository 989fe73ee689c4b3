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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.camelalicom.mns.emulator.http.Answer;
import io.github.camelalicom.mns.emulator.http.Request;
import io.github.camelalicom.mns.emulator.http.Service;

/**
 * The page at {@code /}. Its files are in the jar and load nothing from other addresses. {@link
 * #POLICY} limits what a browser does with them, so that markup in a receipt stays text even if the
 * page has a bug.
 */
final class PageService implements Service {

    static final String ROOT = ControlApi.ROOT + "page/";

    /** Trusted types refuse every conversion of text into HTML or script. */
    static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'";

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html;charset=utf-8",
                    "css", "text/css;charset=utf-8",
                    "js", "text/javascript;charset=utf-8",
                    "svg", "image/svg+xml");

    /** What a browser asks for beside any document, which must not count as a call of a service. */
    private static final String ICON = "/favicon.ico";

    /** {@code GET /} with a query is a call to the token service. */
    static boolean isFor(Request request) {
        return request.rawPath().startsWith(ROOT)
                || request.target().equals(ICON)
                || request.target().equals("/") && isLook(request);
    }

    @Override
    public Answer answer(Request request) {
        String name = fileName(request.rawPath());
        if (!isLook(request)) {
            return refusal(405, "the page is read by GET").withHeader("Allow", "GET, HEAD");
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches("[a-z-]+\\.[a-z]+")) {
            return refusal(404, "the page has no such file");
        }
        try (InputStream file = PageService.class.getResourceAsStream("page/" + name)) {
            return file == null
                    ? refusal(404, "the page has no such file")
                    : guarded(Answer.of(200, type, text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fileName(String path) {
        return switch (path) {
            case "/" -> "index.html";
            case ICON -> "icon.svg";
            default -> path.substring(ROOT.length());
        };
    }

    private static boolean isLook(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private static String text(InputStream file) throws IOException {
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Answer refusal(int status, String words) {
        return guarded(Answer.of(status, "text/plain;charset=utf-8", words + "\n"));
    }

    private static Answer guarded(Answer answer) {
        return answer.withHeader("Content-Security-Policy", POLICY)
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader("Referrer-Policy", "no-referrer")
                .withHeader("Cache-Control", "no-cache");
    }
}
