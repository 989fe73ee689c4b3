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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The site that the build has made, in a real browser. */
class SiteTest {

    private static final Path SITE = Path.of("target/site");

    private static final int PHONE = 390;
    private static final int DESK = 1280;

    private static final String LOG_LINE =
            "2026-11-30T12:00:01.123+08:00 ERROR 1 --- [           main] o.a.c.impl.engine :"
                    + " ALICOM-108 Option queueName is not set, but the consumer needs it";

    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = Browser.startIfInstalled(SITE).orElse(null);
    }

    @AfterAll
    static void stopBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void useADesk() {
        assumeTrue(browser != null, Browser.MISSING);
        browser.open("index.html");
        browser.evaluate("localStorage.clear()");
        browser.prefer("light");
        browser.size(DESK, 900);
        browser.complaints();
    }

    @ParameterizedTest
    @CsvSource({
        "index.html, visibilityTimeout, options.html#option-visibilityTimeout",
        "contributing/index.html, ALICOM-108, messages.html#ALICOM-108",
        "index.html, '" + LOG_LINE + "', messages.html#ALICOM-108",
        "zh/index.html, visibilityTimeout, zh/options.html#option-visibilityTimeout",
        "zh/index.html, ALICOM-108, zh/messages.html#ALICOM-108",
    })
    void theSearchFindsIt(String from, String words, String place) {
        browser.open(from);
        browser.type("#site-search", words);
        browser.until("document.querySelector('#site-results [role=option]')");
        browser.press(Keys.ENTER);
        browser.until("location.href.endsWith('/" + place + "')");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"租约", "修改不可见时间", "队列名称在控制台哪里"})
    void theSearchFindsChineseInsideOfASentence(String words) {
        browser.open("zh/index.html");
        browser.type("#site-search", words);
        browser.until("document.querySelectorAll('#site-results [role=option] mark').length > 0");
        assertThat(browser.find("#site-results").getText()).containsPattern("\\p{IsHan}");
    }

    @Test
    void theSearchIsUsedWithKeysOnly() {
        browser.press("/");
        assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("site-search");
        browser.type("#site-search", "lease");
        browser.until("document.querySelectorAll('#site-results [role=option]').length > 2");
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ARROW_DOWN);
        assertThat(browser.find("#site-search").getDomAttribute("aria-activedescendant"))
                .isEqualTo("site-result-1");
        browser.press(Keys.ESCAPE);
        assertThat(browser.shows("#site-results")).isFalse();
    }

    /** A heading or a table of the page must not shine through. */
    @Test
    void theResultsAreInFrontOfThePageOnAPhone() {
        browser.size(PHONE, 800);
        browser.type("#site-search", "lease");
        browser.until("document.querySelector('#site-results [role=option]')");
        assertThat(
                        browser.is(
                                "[...Array(10).keys()].every(n => document.elementFromPoint(200,"
                                        + " 110 + 50 * n).closest('.search'))"))
                .isTrue();
    }

    @Test
    void theSearchSaysThatItHasFoundNothing() {
        browser.type("#site-search", "qqqqqqqq");
        browser.until("document.querySelector('#site-results').textContent === 'No results'");
    }

    @ParameterizedTest
    @CsvSource({
        "index.html, zh/index.html",
        "options.html#option-visibilityTimeout, zh/options.html#option-visibilityTimeout",
        "zh/runbook.html, runbook.html",
        "quarkus.html, zh/index.html"
    })
    void theLanguageIsSwitchedOnTheSamePage(String page, String twin) {
        browser.open(page);
        browser.click("#site-language");
        browser.until("location.href.endsWith('/" + twin + "')");
    }

    @Test
    void previousAndNextFollowTheNavigation() {
        browser.open("setup.html");
        browser.click(".turn .next");
        browser.until("location.href.endsWith('/spring-boot.html')");
        browser.click(".turn .previous");
        browser.until("location.href.endsWith('/setup.html')");
    }

    @Test
    void tabsShowOneLanguageAndRememberIt() {
        browser.open("quick-start.html");
        assertThat(browser.shows("[role=tabpanel] code[data-lang=java]")).isTrue();
        assertThat(browser.shows("[role=tabpanel] code[data-lang=yaml]")).isFalse();
        browser.evaluate("document.querySelector('[role=tab]').focus()");
        browser.press(Keys.ARROW_RIGHT);
        assertThat(browser.shows("[role=tabpanel] code[data-lang=java]")).isFalse();
        assertThat(browser.shows("[role=tabpanel] code[data-lang=yaml]")).isTrue();
        browser.reload();
        assertThat(browser.shows("[role=tabpanel] code[data-lang=yaml]")).isTrue();
    }

    @Test
    void aBlockOfCodeIsCopied() {
        browser.open("quick-start.html");
        browser.evaluate(
                "navigator.clipboard.writeText = text => { window.copied = text; return"
                        + " Promise.resolve(); }");
        browser.evaluate("document.querySelector('.copy').focus()");
        browser.press(Keys.ENTER);
        browser.until("document.querySelector('.copy').textContent === 'Copied'");
        assertThat(browser.is("copied === document.querySelector('pre').textContent.trimEnd()"))
                .isTrue();
    }

    @Test
    void theColoursAreThoseOfTheSystemUntilTheyAreChosen() {
        browser.prefer("dark");
        browser.until("document.documentElement.dataset.theme === 'dark'");
        browser.click("#site-theme");
        assertThat(browser.find("#site-theme").getDomAttribute("aria-pressed")).isEqualTo("false");
        browser.reload();
        assertThat(browser.evaluate("document.documentElement.dataset.theme")).isEqualTo("light");
    }

    @Test
    void theNavigationIsFoldedOnAPhone() {
        browser.size(PHONE, 800);
        assertThat(browser.shows("#site-nav")).isFalse();
        browser.click("#site-menu");
        assertThat(browser.shows("#site-nav a[href='setup.html']")).isTrue();
        browser.press(Keys.ESCAPE);
        assertThat(browser.shows("#site-nav")).isFalse();
        assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("site-menu");
    }

    @Test
    void theFirstKeySkipsToTheContent() {
        browser.press(Keys.TAB);
        assertThat(browser.evaluate("document.activeElement.className")).isEqualTo("skip");
        browser.press(Keys.ENTER);
        browser.until("document.activeElement.id === 'site-content'");
    }

    /** Writes to {@code target}, or to the directory given by {@code -Dscreenshots}. */
    @ParameterizedTest
    @CsvSource({
        "index, 1280, light",
        "index, 390, dark",
        "options, 1280, dark",
        "options, 390, light",
        "quick-start, 1280, light",
        "zh/spring-boot, 390, light",
        "zh/messages, 1280, dark"
    })
    void looksLikeThis(String page, int width, String colours) throws IOException {
        browser.prefer(colours);
        browser.size(width, 1000);
        browser.open(page + ".html");
        Path folder = Path.of(System.getProperty("screenshots", "target/screenshots"));
        Path file =
                folder.resolve("%s-%d-%s.png".formatted(page.replace('/', '-'), width, colours));
        browser.screenshot(file);
        assertThat(Files.size(file)).isGreaterThan(10_000);
    }
}
