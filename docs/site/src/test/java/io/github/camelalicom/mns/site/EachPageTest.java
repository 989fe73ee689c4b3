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
import java.util.List;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Each page of the site, in a real browser, at the width of a desk and of a phone. */
class EachPageTest {

    private static final Path SITE = Path.of("target/site");

    /** Texts with too little contrast to what they stand on. */
    private static final String CONTRAST =
            """
            (() => {
              const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
                .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const parts = colour => colour.match(/[\\d.]+/g).map(Number);
              const grounds = new Map([[null, [255, 255, 255]]]);
              const ground = element => {
                if (!grounds.has(element)) {
                  const colour = parts(getComputedStyle(element).backgroundColor);
                  const opaque = colour.length === 3 || colour[3] === 1;
                  grounds.set(element, opaque ? colour : ground(element.parentElement));
                }
                return grounds.get(element);
              };
              return [...document.querySelectorAll('body *')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .filter(e => e.checkVisibility({ checkOpacity: true }))
                .map(e => [parts(getComputedStyle(e).color), ground(e), e])
                .map(([text, under, e]) => [light(text), light(under), e])
                .map(([a, b, e]) => [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e])
                .filter(([ratio]) => ratio < 4.5)
                .map(([ratio, e]) => ratio.toFixed(2) + ' ' + e.outerHTML.slice(0, 80));
            })()
            """;

    /** What reaches across the right edge and does not scroll in a box of its own. */
    private static final String TOO_WIDE =
            """
            [...document.querySelectorAll('body *')]
              .filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('pre, .scroll'))
              .slice(0, 3).map(e => e.outerHTML.slice(0, 120))
            """;

    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = Browser.startIfInstalled(SITE).orElse(null);
        assumeTrue(browser != null, Browser.MISSING);
    }

    @AfterAll
    static void stopBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(SITE)) {
            return files
                    .map(file -> SITE.relativize(file).toString())
                    .filter(file -> file.endsWith(".html"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isComplete(String page) {
        browser.size(1280, 900);
        browser.open(page);
        SoftAssertions softly = new SoftAssertions();
        hasItsFrame(softly, page);
        loadsNothingFromElsewhere(softly);
        fits(softly, 1280);
        fits(softly, 390);
        canBeRead(softly, "light");
        canBeRead(softly, "dark");
        softly.assertThat(browser.complaints()).as("messages of the browser").isEmpty();
        softly.assertAll();
    }

    private static void hasItsFrame(SoftAssertions softly, String page) {
        softly.assertThat(
                        browser.evaluate(
                                """
                                [document.querySelectorAll('h1').length,
                                 document.querySelectorAll('#site-nav a').length > 20,
                                 !!document.querySelector('#site-nav [aria-current=page]')]
                                """))
                .as("one heading, has the navigation, is in the navigation")
                .isEqualTo(List.of(1L, true, !page.startsWith("source/")));
    }

    private static void loadsNothingFromElsewhere(SoftAssertions softly) {
        softly.assertThat(
                        browser.evaluate(
                                "performance.getEntriesByType('resource').map(r => r.name)"
                                        + ".filter(name => !name.startsWith('file:'))"))
                .as("requests to other places")
                .isEqualTo(List.of());
    }

    private static void fits(SoftAssertions softly, int width) {
        browser.size(width, 900);
        softly.assertThat(
                        browser.evaluate(
                                "[document.documentElement.scrollWidth, " + TOO_WIDE + "]"))
                .as("width, and what is too wide, at %d", width)
                .isEqualTo(List.of((long) width, List.of()));
    }

    private static void canBeRead(SoftAssertions softly, String colours) {
        browser.prefer(colours);
        browser.until("document.documentElement.dataset.theme === '" + colours + "'");
        softly.assertThat(browser.evaluate(CONTRAST)).as(colours).isEqualTo(List.of());
    }
}
