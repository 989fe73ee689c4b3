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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of the page as served over HTTP; PageTest uses them in a browser. */
class PageServiceTest {

    @RegisterExtension static AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @Test
    void standsAtTheRoot() throws Exception {
        HttpResponse<String> answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }

    @ParameterizedTest
    @CsvSource({
        "app.js, text/javascript;charset=utf-8",
        "style.css, text/css;charset=utf-8",
        "icon.svg, image/svg+xml",
    })
    void sendsEachFileAsWhatItIs(String name, String type) throws Exception {
        HttpResponse<String> answer = get(PageService.ROOT + name);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/_emulator/page/app.js", "/_emulator/page/none.js"})
    void allowsABrowserNothingButItsOwnFiles(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "trusted-types 'none'")
                .doesNotContain("unsafe", "*", "http");
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.js", "", "../samples.json", "%2e%2e/samples.json", "app.class"})
    void hasNoOtherFiles(String name) throws Exception {
        assertThat(get(PageService.ROOT + name).statusCode()).isEqualTo(404);
    }

    @Test
    void leavesTheRootWithAQueryToTheTokenService() throws Exception {
        HttpResponse<String> answer = get("/?Action=QueryTokenForMnsQueue&Format=JSON");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"Code\"");
    }

    /** Otherwise a look at JSON in a browser would use up a fault for the next request. */
    @Test
    void sendsItsIconToABrowserThatShowsAnotherDocument() throws Exception {
        HttpResponse<String> icon = get("/favicon.ico");
        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.headers().firstValue("content-type")).hasValue("image/svg+xml");
        assertThat(alicom.requests().count()).isZero();
    }

    @Test
    void isReadOnly() throws Exception {
        HttpResponse<String> refused = send("POST", PageService.ROOT + "app.js");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("allow")).hasValue("GET, HEAD");
        HttpResponse<String> head = send("HEAD", "/");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
    }

    /** No other address, and no function that turns text into markup. */
    @Test
    void namesNoOutsideAddress() throws Exception {
        List<Path> files;
        try (Stream<Path> all =
                Files.list(
                        Path.of(PageService.class.getResource("page/index.html").toURI())
                                .getParent())) {
            files = all.toList();
        }
        assertThat(files).hasSizeGreaterThan(10);
        for (Path file : files) {
            assertThat(withoutNamespaces(file))
                    .as(file.toString())
                    .doesNotContainPattern("https?://")
                    .doesNotContainPattern("(?:src|href)=\"//")
                    .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    private static String withoutNamespaces(Path file) throws IOException {
        return Files.readString(file).replace("http://www.w3.org/2000/svg", "");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private static HttpResponse<String> send(String method, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(alicom.endpoint() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
