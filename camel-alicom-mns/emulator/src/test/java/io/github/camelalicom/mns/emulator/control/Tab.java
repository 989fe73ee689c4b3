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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.awaitility.Awaitility.await;

/** The actions of the tests on the page, which redraws its parts once a second. */
final class Tab implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTROLS =
            "button, input, select, textarea, a[href], summary, [role=switch]";

    private final ChromeDriver driver;
    private final String previous;

    Tab(ChromeDriver driver, String previous) {
        this.driver = driver;
        this.previous = previous;
    }

    Tab go(String address) {
        complaints();
        size(1280, 900);
        driver.get(address);
        return this;
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** The value of an expression, waited for when it is a promise. */
    JsonNode evaluate(String expression) {
        return JSON.valueToTree(driver.executeScript("return " + expression));
    }

    /** Waits until an expression holds, also across the loading of a page. */
    void until(String condition) {
        await(condition)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .ignoreExceptions()
                .until(() -> evaluate("!!(" + condition + ")").asBoolean());
    }

    String text(String selector) {
        return find(selector).getDomProperty("innerText");
    }

    void untilText(String selector, String words) {
        await(selector + ": " + words)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .ignoreExceptions()
                .until(() -> text(selector).contains(words));
    }

    void focus(String selector) {
        driver.executeScript("arguments[0].focus()", find(selector));
    }

    /** Scrolls to the middle, clear of the head of the page, and clicks. */
    void click(String selector) {
        redrawn(
                selector,
                element -> {
                    driver.executeScript(
                            "arguments[0].scrollIntoView({ block: 'center' })", element);
                    element.click();
                });
    }

    /** Replaces the text of a field. */
    void write(String selector, String text) {
        find(selector).sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    void choose(String selector, String value) {
        redrawn(selector + " option[value='" + value + "']", WebElement::click);
    }

    /** Presses a key that writes a character. */
    void press(char character) {
        new Actions(driver).sendKeys(String.valueOf(character)).perform();
    }

    void tab() {
        new Actions(driver).sendKeys(Keys.TAB).perform();
    }

    void space() {
        press(' ');
    }

    void controlEnter() {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys(Keys.ENTER)
                .keyUp(Keys.CONTROL)
                .perform();
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

    /** The visible controls. */
    List<WebElement> controls() {
        return driver.findElements(By.cssSelector(CONTROLS)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    /** What the browser has logged since the last call: exceptions, refused content, 404s. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::toString)
                .toList();
    }

    @Override
    public void close() {
        driver.executeScript("localStorage.clear()");
        driver.close();
        driver.switchTo().window(previous);
    }

    private WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Repeats when the page has redrawn the element in the meantime. */
    private void redrawn(String selector, Consumer<WebElement> action) {
        await(selector)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .ignoreException(StaleElementReferenceException.class)
                .until(
                        () -> {
                            action.accept(find(selector));
                            return true;
                        });
    }
}
