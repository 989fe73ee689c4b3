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
package io.github.camelalicom.mns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Collects what these loggers say at TRACE and all others at INFO, stack traces included. */
public final class LogCapture implements BeforeEachCallback, AfterEachCallback {

    private final List<String> loggers;
    private final java.io.StringWriter text = new java.io.StringWriter();
    private final Map<String, LoggerConfig> replaced = new HashMap<>();
    private Configuration configuration;

    public LogCapture(String... loggers) {
        this.loggers = List.of(loggers);
    }

    public String text() {
        return text.toString();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        configuration = logging.getConfiguration();
        WriterAppender appender =
                WriterAppender.newBuilder()
                        .setName("capture")
                        .setTarget(text)
                        .setLayout(PatternLayout.newBuilder().withPattern("%p %c %m%n%xEx").build())
                        .build();
        appender.start();
        configuration.getRootLogger().addAppender(appender, Level.INFO, null);
        for (String logger : loggers) {
            LoggerConfig config = new LoggerConfig(logger, Level.TRACE, false);
            config.addAppender(appender, Level.TRACE, null);
            LoggerConfig present = configuration.getLoggers().get(logger);
            if (present != null) {
                replaced.put(logger, present);
                configuration.removeLogger(logger);
            }
            configuration.addLogger(logger, config);
        }
        logging.updateLoggers();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LoggerContext logging = (LoggerContext) LogManager.getContext(false);
        configuration.getRootLogger().removeAppender("capture");
        loggers.forEach(configuration::removeLogger);
        replaced.forEach(configuration::addLogger);
        replaced.clear();
        logging.updateLoggers();
    }
}
