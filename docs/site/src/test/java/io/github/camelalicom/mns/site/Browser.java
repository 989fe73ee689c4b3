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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.remote.CapabilityType;

import static org.awaitility.Awaitility.await;

/** A real Chromium without a window and with an empty profile, which reads a site from the disk. */
final class Browser implements AutoCloseable {

    /** The same engine without the parts of a window, which takes half of the CPU time. */
    private static final String SHELL = "chromium-headless-shell";

    private static final List<String> BROWSERS =
            List.of(SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final String DRIVER = "chromedriver";
    static final String MISSING =
            "no " + DRIVER + " on the PATH, or no browser, one of " + BROWSERS;

    private final Path site;
    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path site, Path browser, Path driver) throws IOException {
        this.site = site;
        profile = Files.createTempDirectory("site");
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build();
        this.driver = new ChromeDriver(service, options(browser, profile));
    }

    /** Starts a browser; empty where none is installed, which is a failure on a build server. */
    static Optional<Browser> startIfInstalled(Path site) throws IOException {
        Optional<Path> browser =
                BROWSERS.stream().flatMap(name -> onPath(name).stream()).findFirst();
        Optional<Path> driver = onPath(DRIVER);
        if (browser.isPresent() && driver.isPresent()) {
            return Optional.of(new Browser(site, browser.get(), driver.get()));
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(MISSING + ", and CI=true");
        }
        return Optional.empty();
    }

    /** Without a sandbox, which a container does not allow; only pages of this build are opened. */
    private static ChromeOptions options(Path browser, Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        if (browser.endsWith(SHELL)) {
            options.setCapability(CapabilityType.BROWSER_NAME, "chrome-headless-shell");
        }
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--lang=en",
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        return options;
    }

    /** Opens a page of the site, with or without an anchor. */
    void open(String page) {
        String address = "file://" + site.toAbsolutePath() + "/" + page;
        if (withoutAnchor(address).equals(withoutAnchor(driver.getCurrentUrl()))) {
            // to another anchor of the same page a browser only scrolls
            driver.get("about:blank");
        }
        driver.get(address);
    }

    private static String withoutAnchor(String address) {
        return address.replaceFirst("#.*", "");
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** Where it is, from the folder of the site. */
    String place() {
        return driver.getCurrentUrl().substring(("file://" + site.toAbsolutePath() + "/").length());
    }

    Object evaluate(String expression) {
        return driver.executeScript("return " + expression);
    }

    boolean is(String condition) {
        return Boolean.TRUE.equals(evaluate("!!(" + condition + ")"));
    }

    void until(String condition) {
        await(condition)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> is(condition));
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    boolean shows(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .anyMatch(WebElement::isDisplayed);
    }

    void click(String selector) {
        WebElement element = find(selector);
        driver.executeScript("arguments[0].scrollIntoView({ block: 'center' })", element);
        element.click();
    }

    void type(String selector, String text) {
        find(selector).sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    void press(CharSequence key) {
        driver.switchTo().activeElement().sendKeys(key);
    }

    /** A browser window cannot be as narrow as a phone; an emulated device can. */
    void size(int width, int height) {
        driver.executeCdpCommand(
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
        Map<String, Object> feature = Map.of("name", "prefers-color-scheme", "value", colours);
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** What the browser has logged since the last call: exceptions, files that are missing. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
