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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.CapabilityType;

/** A real Chromium without a window and with an empty profile, driven by Selenium. */
final class Browser implements AutoCloseable {

    /** The same engine without the parts of a window, which takes half of the CPU time. */
    private static final String SHELL = "chromium-headless-shell";

    private static final List<String> BROWSERS =
            List.of(SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final String DRIVER = "chromedriver";
    static final String MISSING =
            "no " + DRIVER + " on the PATH, or no browser, one of " + BROWSERS;

    private final ChromeDriver driver;
    private final Path profile;

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /** Starts a browser; empty where none is installed, which is a failure on a build server. */
    static Optional<Browser> startIfInstalled() throws IOException {
        Optional<Path> browser = BROWSERS.stream().flatMap(name -> find(name).stream()).findFirst();
        Optional<Path> driver = find(DRIVER);
        if (browser.isPresent() && driver.isPresent()) {
            return Optional.of(start(browser.get(), driver.get()));
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(MISSING + ", and CI=true");
        }
        return Optional.empty();
    }

    /** With both paths given, Selenium neither searches nor downloads a browser or a driver. */
    private static Browser start(Path browser, Path driver) throws IOException {
        Path profile = Files.createTempDirectory("emulator-page");
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build();
        return new Browser(new ChromeDriver(service, options(browser, profile)), profile);
    }

    /** Without a sandbox, which a container does not allow; only pages of this test are opened. */
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

    /** Opens a tab in front of the others. */
    Tab open(String address) {
        String previous = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        return new Tab(driver, previous).go(address);
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    private static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
