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
package io.github.camelalicom.mns.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A link that leads nowhere is found, and so is a file that a page would load from elsewhere. */
class LinkCheckTest {

    @TempDir Path site;

    @BeforeEach
    void writeATarget() throws IOException {
        Files.createDirectories(site.resolve("zh"));
        Files.writeString(
                site.resolve("zh/options.html"), "<a id='option-waitTime'></a><h2 id='_选项'></h2>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href='zh/options.html'>",
                "<a href='zh/options.html#option-waitTime'>",
                "<a href='zh/options.html#_选项'>",
                "<a href='zh/options.html#_%E9%80%89%E9%A1%B9'>",
                "<a href='https://help.aliyun.com/'>",
                "<link rel='icon' href='data:,'>"
            })
    void goodLinksPass(String html) throws IOException {
        Files.writeString(site.resolve("index.html"), html);
        assertThat(new LinkCheck(site).broken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href='options.html'>",
                "<a href='zh/options.html#option-waittime'>",
                "<a href='#missing'>",
                "<img src='images/missing.png'>",
                "<script src='https://cdn.example.com/search.js'></script>",
                "<link rel='stylesheet' href='https://fonts.example.com/css'>"
            })
    void brokenLinksAreFound(String html) throws IOException {
        Files.writeString(site.resolve("index.html"), html);
        assertThat(new LinkCheck(site).broken()).hasSize(1);
    }

    @Test
    void aBrokenLinkIsReportedWithItsPage() throws IOException {
        Files.writeString(site.resolve("zh/index.html"), "<a href='gone.html'>");
        assertThat(new LinkCheck(site).broken()).containsExactly("zh/index.html: gone.html");
    }
}
