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
package io.github.camelalicom.mns.springboot;

import java.util.regex.Pattern;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.boot.autoconfigure.AutoConfigureAfter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.options.OptionChecks;

/**
 * Gives the properties {@code camel.component.alicom-mns.*} of the application to the component,
 * under the conditions of Camel's own starters.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@EnableConfigurationProperties({
    ComponentConfigurationProperties.class,
    AlicomMnsComponentConfiguration.class
})
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.alicom-mns"})
@AutoConfigureAfter({CamelAutoConfiguration.class, AlicomMnsComponentConverter.class})
public class AlicomMnsComponentAutoConfiguration {

    private static final String NAME = "alicom-mns";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{.+}");

    private final ApplicationContext application;
    private final CamelContext camel;
    private final AlicomMnsComponentConfiguration configuration;

    public AlicomMnsComponentAutoConfiguration(
            ApplicationContext application,
            CamelContext camel,
            AlicomMnsComponentConfiguration configuration) {
        this.application = application;
        this.camel = camel;
        this.configuration = configuration;
    }

    /** Only what the application has set is copied: {@link AlicomMnsComponentConfiguration}. */
    @Lazy
    @Bean
    public ComponentCustomizer configureAlicomMnsComponent() {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component target) {
                CamelPropertiesHelper.getNonNullProperties(camel, configuration)
                        .forEach(AlicomMnsComponentAutoConfiguration::checkIsResolved);
                replaceConfiguration((AlicomMnsComponent) target);
                CamelPropertiesHelper.copyProperties(camel, configuration, target);
            }

            @Override
            public boolean isEnabled(String name, Component target) {
                // a component of another name is another account, with keys of its own
                return NAME.equals(name)
                        && target instanceof AlicomMnsComponent
                        && HierarchicalPropertiesEvaluator.evaluate(
                                application,
                                "camel.component.customizer",
                                "camel.component.alicom-mns.customizer");
            }
        };
    }

    /** Spring leaves a placeholder without a value as it is, and it would be sent as the key. */
    private static void checkIsResolved(String option, Object value) {
        if (value instanceof String text && PLACEHOLDER.matcher(text).matches()) {
            throw OptionChecks.wrong(
                    option, text, "a value: no property or environment variable has this name");
        }
    }

    /** First, since Camel copies in no order, and a bean would replace what is set before it. */
    private void replaceConfiguration(AlicomMnsComponent target) {
        if (configuration.getConfiguration() != null) {
            target.setConfiguration(configuration.getConfiguration());
        }
    }
}
