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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.StaticCredentialsProvider;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.AlicomMnsComponentConfigurer;
import io.github.camelalicom.mns.AlicomMnsConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** What a property of the application does to the component. */
class AlicomMnsComponentAutoConfigurationTest {

    private static final String PREFIX = "camel.component.alicom-mns.";

    private static final AlibabaCloudCredentialsProvider CREDENTIALS =
            new StaticCredentialsProvider(new BasicCredentials("id", "secret"));

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    CamelAutoConfiguration.class,
                                    AlicomMnsComponentConverter.class,
                                    AlicomMnsComponentAutoConfiguration.class));

    @ParameterizedTest
    @MethodSource("options")
    void everyOptionReachesTheComponent(ComponentOption option) {
        Object value = anotherValue(option);
        application
                .withBean("given", valueClass(option), () -> value)
                .withPropertyValues(PREFIX + option.dashedName() + "=" + written(value))
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(read(context, option)).isEqualTo(value);
                        });
    }

    @Test
    void theDefaultsThatAnIdeShowsAreThoseOfTheComponent() {
        application.run(
                context ->
                        assertThat(options())
                                .filteredOn(option -> option.defaultValue() != null)
                                .hasSizeGreaterThan(20)
                                .allSatisfy(
                                        option -> {
                                            Object value = read(context, option);
                                            assertThat(value)
                                                    .isEqualTo(
                                                            context.getBean(CamelContext.class)
                                                                    .getTypeConverter()
                                                                    .convertTo(
                                                                            value.getClass(),
                                                                            option.defaultValue()
                                                                                    .asText()));
                                        }));
    }

    @Test
    void theNamesOfCamelAreUnderstoodToo() {
        application
                .withPropertyValues(PREFIX + "maxInFlight=9", PREFIX + "waitTime=PT7S")
                .run(
                        context -> {
                            assertThat(configuration(context).getMaxInFlight()).isEqualTo(9);
                            assertThat(configuration(context).getWaitTime())
                                    .isEqualTo(Duration.ofSeconds(7));
                        });
    }

    @Test
    void variablesOfTheEnvironmentAreUnderstoodToo() {
        Map<String, Object> variables =
                Map.of(
                        "CAMEL_COMPONENT_ALICOM_MNS_QUEUE_NAME", "from-the-environment",
                        "CAMEL_COMPONENT_ALICOM_MNS_MAX_IN_FLIGHT", "9");
        application
                .withInitializer(
                        context ->
                                context.getEnvironment()
                                        .getPropertySources()
                                        .addFirst(
                                                new SystemEnvironmentPropertySource(
                                                        "test-systemEnvironment", variables)))
                .run(
                        context -> {
                            assertThat(configuration(context).getQueueName())
                                    .isEqualTo("from-the-environment");
                            assertThat(configuration(context).getMaxInFlight()).isEqualTo(9);
                        });
    }

    @Test
    void aProviderOfCredentialsIsFoundByItsType() {
        application
                .withBean(AlibabaCloudCredentialsProvider.class, () -> CREDENTIALS)
                .run(
                        context ->
                                assertThat(configuration(context).getCredentialsProvider())
                                        .isSameAs(CREDENTIALS));
    }

    @Test
    void oneOfTwoProvidersIsNamed() {
        application
                .withBean("mine", AlibabaCloudCredentialsProvider.class, () -> CREDENTIALS)
                .withBean("other", AlibabaCloudCredentialsProvider.class, () -> () -> null)
                .withPropertyValues(PREFIX + "credentials-provider=#bean:mine")
                .run(
                        context ->
                                assertThat(configuration(context).getCredentialsProvider())
                                        .isSameAs(CREDENTIALS));
    }

    /** As a variable that is empty, or a placeholder of one, leaves it. */
    @ParameterizedTest
    @MethodSource("options")
    void anEmptyValueCountsAsUnset(ComponentOption option) {
        application
                .withPropertyValues(PREFIX + option.dashedName() + "=")
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertThat(read(context, option))
                                    .usingRecursiveComparison()
                                    .isEqualTo(byDefault(option));
                        });
    }

    private Object byDefault(ComponentOption option) {
        AtomicReference<Object> value = new AtomicReference<>();
        application.run(context -> value.set(read(context, option)));
        return value.get();
    }

    @Test
    void textWhereABeanIsMeantIsRefusedWithTheRemedy() {
        application
                .withPropertyValues(PREFIX + "credentials-provider=mine")
                .run(
                        context ->
                                assertThat(context)
                                        .getFailure()
                                        .hasStackTraceContaining("Name a bean here, as #name"));
    }

    @Test
    void aComponentThatIsABeanKeepsWhatItsMakerSet() {
        application
                .withBean("alicom-mns", AlicomMnsComponent.class, () -> component(32))
                .withPropertyValues(PREFIX + "queue-name=from-properties")
                .run(
                        context -> {
                            assertThat(configuration(context).getMaxInFlight()).isEqualTo(32);
                            assertThat(configuration(context).getQueueName())
                                    .isEqualTo("from-properties");
                        });
    }

    @Test
    void aConfigurationThatIsABeanKeepsWhatItsMakerSet() {
        application
                .withBean("shared", AlicomMnsConfiguration.class, () -> configuration(32))
                .withPropertyValues(
                        PREFIX + "configuration=#shared", PREFIX + "concurrent-consumers=3")
                .run(
                        context -> {
                            assertThat(configuration(context)).isSameAs(context.getBean("shared"));
                            assertThat(configuration(context).getMaxInFlight()).isEqualTo(32);
                            assertThat(configuration(context).getConcurrentConsumers())
                                    .isEqualTo(3);
                        });
    }

    @ParameterizedTest
    @MethodSource("optionsOfAConfiguration")
    void everyOptionIsSetInAConfigurationThatIsABean(ComponentOption option) {
        Object value = anotherValue(option);
        application
                .withBean("given", valueClass(option), () -> value)
                .withBean("shared", AlicomMnsConfiguration.class, () -> configuration(32))
                .withPropertyValues(
                        PREFIX + "configuration=#shared",
                        PREFIX + option.dashedName() + "=" + written(value))
                .run(
                        context -> {
                            assertThat(configuration(context)).isSameAs(context.getBean("shared"));
                            assertThat(read(context, option)).isEqualTo(value);
                        });
    }

    static Stream<ComponentOption> optionsOfAConfiguration() throws Exception {
        return options().stream().filter(option -> !option.name().equals("configuration"));
    }

    /** As in Camel Main and Quarkus: the properties have the name of the component. */
    @Test
    void aComponentOfAnotherNameIsAnotherAccount() {
        application
                .withBean("shop-sms", AlicomMnsComponent.class, () -> component(32))
                .withPropertyValues(PREFIX + "queue-name=bank", PREFIX + "max-in-flight=9")
                .run(
                        context -> {
                            AlicomMnsConfiguration shop =
                                    component(context, "shop-sms").getConfiguration();
                            assertThat(shop.getMaxInFlight()).isEqualTo(32);
                            assertThat(shop.getQueueName()).isNull();
                            assertThat(configuration(context).getQueueName()).isEqualTo("bank");
                        });
    }

    @Test
    void theWholeCanBeSwitchedOff() {
        application
                .withPropertyValues(PREFIX + "queue-name=ignored", PREFIX + "enabled=false")
                .run(context -> assertThat(configuration(context).getQueueName()).isNull());
        application
                .withPropertyValues(
                        PREFIX + "queue-name=ignored", PREFIX + "customizer.enabled=false")
                .run(context -> assertThat(configuration(context).getQueueName()).isNull());
    }

    static List<ComponentOption> options() throws Exception {
        return ComponentOption.all();
    }

    /** One that the component does not have by itself. */
    private static Object anotherValue(ComponentOption option) {
        if (!option.choices().isEmpty()) {
            return choice(option, option.choices().get(option.choices().size() - 1));
        }
        return switch (option.javaType()) {
            case "java.lang.Boolean" -> !option.defaultValue().asBoolean();
            case "java.lang.Integer" -> 7;
            case "java.lang.Long" -> 7L;
            case "java.lang.Double" -> 7.5;
            case "java.lang.String" -> "other";
            case "java.time.Duration" -> Duration.ofSeconds(7);
            case "com.aliyuncs.auth.AlibabaCloudCredentialsProvider" -> CREDENTIALS;
            case "io.github.camelalicom.mns.AlicomMnsConfiguration" -> configuration(32);
            default ->
                    throw new IllegalStateException(
                            "AlicomMnsComponentConverter and this test have not heard of "
                                    + option.javaType());
        };
    }

    private static Object choice(ComponentOption option, String name) {
        try {
            Object[] constants = Class.forName(option.javaType()).getEnumConstants();
            return constants == null
                    ? name
                    : Stream.of(constants)
                            .filter(constant -> constant.toString().equals(name))
                            .findFirst()
                            .orElseThrow();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String written(Object value) {
        return value instanceof Enum || value.getClass().getName().startsWith("java.")
                ? value.toString()
                : "#given";
    }

    @SuppressWarnings("unchecked")
    private static Class<Object> valueClass(ComponentOption option) {
        return (Class<Object>) anotherValue(option).getClass();
    }

    private static Object read(ApplicationContext context, ComponentOption option) {
        return new AlicomMnsComponentConfigurer()
                .getOptionValue(component(context), option.name(), false);
    }

    private static AlicomMnsConfiguration configuration(ApplicationContext context) {
        return component(context).getConfiguration();
    }

    private static AlicomMnsComponent component(ApplicationContext context) {
        return component(context, "alicom-mns");
    }

    private static AlicomMnsComponent component(ApplicationContext context, String name) {
        return context.getBean(CamelContext.class).getComponent(name, AlicomMnsComponent.class);
    }

    private static AlicomMnsComponent component(int maxInFlight) {
        AlicomMnsComponent component = new AlicomMnsComponent();
        component.setConfiguration(configuration(maxInFlight));
        return component;
    }

    private static AlicomMnsConfiguration configuration(int maxInFlight) {
        AlicomMnsConfiguration configuration = new AlicomMnsConfiguration();
        configuration.setMaxInFlight(maxInFlight);
        return configuration;
    }
}
