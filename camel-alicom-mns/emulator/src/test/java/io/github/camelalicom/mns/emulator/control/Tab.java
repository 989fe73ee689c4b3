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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/** One page in the browser: what somebody sees and does. */
final class Tab implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONTROL = 2;

    private final DevTools devTools;
    private final String context;
    private final String session;

    private Tab(DevTools devTools, String context, String session) {
        this.devTools = devTools;
        this.context = context;
        this.session = session;
    }

    static Tab open(DevTools devTools, String address) {
        String context =
                devTools.call(null, "Target.createBrowserContext", Map.of())
                        .path("browserContextId")
                        .asText();
        String target =
                devTools.call(
                                null,
                                "Target.createTarget",
                                Map.of("url", "about:blank", "browserContextId", context))
                        .path("targetId")
                        .asText();
        String session =
                devTools.call(
                                null,
                                "Target.attachToTarget",
                                Map.of("targetId", target, "flatten", true))
                        .path("sessionId")
                        .asText();
        Tab tab = new Tab(devTools, context, session);
        for (String domain : List.of("Page", "Runtime", "Log")) {
            tab.call(domain + ".enable", Map.of());
        }
        tab.size(1280, 900);
        tab.go(address);
        return tab;
    }

    void go(String address) {
        call("Page.navigate", Map.of("url", address));
    }

    void reload() {
        evaluate("window.old = true");
        call("Page.reload", Map.of());
        until("!window.old && document.readyState === 'complete'");
    }

    /** The value of an expression, waited for when it is a promise. */
    JsonNode evaluate(String expression) {
        JsonNode answer =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "returnByValue",
                                true,
                                "awaitPromise",
                                true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until an expression holds, also across the loading of a page. */
    void until(String condition) {
        await(condition)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> evaluate("!!(" + condition + ")").asBoolean());
    }

    String text(String selector) {
        return evaluate("document.querySelector(" + quote(selector) + ")?.innerText").asText();
    }

    void untilText(String selector, String words) {
        until(
                "document.querySelector(%s)?.innerText.includes(%s)"
                        .formatted(quote(selector), quote(words)));
    }

    void focus(String selector) {
        evaluate("document.querySelector(" + quote(selector) + ").focus()");
    }

    void click(String selector) {
        String middle =
                """
                (() => { const e = document.querySelector(%s);
                  e.scrollIntoView({ block: 'center' });
                  const r = e.getBoundingClientRect();
                  return [r.x + r.width / 2, r.y + r.height / 2]; })()
                """;
        JsonNode at = evaluate(middle.formatted(quote(selector)));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            at.get(0).asDouble(),
                            "y",
                            at.get(1).asDouble(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Replaces what is in a field, as typing does. */
    void write(String selector, String text) {
        focus(selector);
        evaluate("document.querySelector(" + quote(selector) + ").select()");
        call("Input.insertText", Map.of("text", text));
    }

    void choose(String selector, String value) {
        evaluate(
                """
                (() => { const e = document.querySelector(%s); e.value = %s;
                  e.dispatchEvent(new Event('change', { bubbles: true })); })()
                """
                        .formatted(quote(selector), quote(value)));
    }

    /** Presses a key that writes a character. */
    void press(char character) {
        key(String.valueOf(character), String.valueOf(character), 0, 0);
    }

    void tab() {
        key("Tab", "", 9, 0);
    }

    void space() {
        key(" ", " ", 32, 0);
    }

    void controlEnter() {
        key("Enter", "", 13, CONTROL);
    }

    private void key(String key, String text, int code, int modifiers) {
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "text",
                            type.equals("keyDown") ? text : "",
                            "windowsVirtualKeyCode",
                            code,
                            "modifiers",
                            modifiers));
        }
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
    }

    void prefer(String colours) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", colours);
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    void screenshot(Path file) throws IOException {
        JsonNode picture = call("Page.captureScreenshot", Map.of("format", "png"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    /** What the page's parts are called by a screen reader, of those one can do something with. */
    List<JsonNode> controls() {
        List<String> roles =
                List.of("button", "checkbox", "combobox", "radio", "spinbutton", "switch");
        List<String> more = List.of("textbox", "link", "DisclosureTriangle");
        JsonNode nodes = call("Accessibility.getFullAXTree", Map.of()).path("nodes");
        return Stream.iterate(0, i -> i < nodes.size(), i -> i + 1)
                .map(nodes::get)
                .filter(node -> !node.path("ignored").asBoolean())
                .filter(
                        node -> {
                            String role = node.path("role").path("value").asText();
                            return roles.contains(role) || more.contains(role);
                        })
                .toList();
    }

    /** Whatever the browser complained of: exceptions, refused content, missing files. */
    List<String> complaints() {
        return Stream.of("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")
                .flatMap(method -> devTools.events(session, method).stream())
                .map(event -> event.path("params").toString())
                .toList();
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return devTools.call(session, method, parameters);
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    @Override
    public void close() {
        devTools.call(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
