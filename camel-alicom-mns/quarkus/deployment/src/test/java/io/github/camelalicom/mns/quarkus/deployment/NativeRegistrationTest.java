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
package io.github.camelalicom.mns.quarkus.deployment;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.Test;

import com.aliyun.mns.common.http.ServiceClient;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;

import io.github.camelalicom.mns.AlicomMnsComponent;
import io.github.camelalicom.mns.gateway.MnsException;
import io.github.camelalicom.mns.receipt.InvalidReceiptException;
import io.github.camelalicom.mns.receipt.InvalidReceiptException.Reason;
import io.github.camelalicom.mns.receipt.Receipt;
import io.github.camelalicom.mns.receipt.ReceiptList;
import io.github.camelalicom.mns.receipt.ReceiptParser;
import io.github.camelalicom.mns.receipt.SendDetail;
import io.github.camelalicom.mns.receipt.SendDetailsQuery;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBundleBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * As far as a native build can be checked without one: the class files of the component and of the
 * SDKs are searched for what GraalVM cannot follow, and the build items for the answer to it.
 */
class NativeRegistrationTest {

    private static final ClassFiles CORE = ClassFiles.with(DefaultAcsClient.class);
    private static final ClassFiles MNS = ClassFiles.with(ServiceClient.class);
    private static final ClassFiles COMPONENT = ClassFiles.with(AlicomMnsComponent.class);

    private final AlicomMnsNativeProcessor processor = new AlicomMnsNativeProcessor();

    @Test
    void theComponentReflectsWhereTheProcessorHasAnAnswer() throws Exception {
        assertThat(COMPONENT.hiddenCalls())
                .containsExactly(
                        // MICROMETER
                        "io.github.camelalicom.mns.monitor.MeterFactory Class.forName");
        assertThat(registered(item -> true)).contains(AlicomMnsNativeProcessor.MICROMETER);
    }

    /** A place more, in another version of the SDK, has to be answered for in the processor. */
    @Test
    void theCoreReflectsWhereTheProcessorHasAnAnswer() throws Exception {
        assertThat(CORE.hiddenCalls())
                .containsExactlyInAnyOrder(
                        // answers()
                        "com.aliyuncs.DefaultAcsClient Class.newInstance",
                        "com.aliyuncs.unmarshaller.JsonUnmashaller Gson.fromJson",
                        // GSON_MODELS
                        "com.aliyuncs.auth.CLIProfileCredentialsProvider Gson.fromJson",
                        // into a Map
                        "com.aliyuncs.auth.OIDCCredentialsProvider Gson.fromJson",
                        "com.aliyuncs.auth.URLCredentialsProvider Gson.fromJson",
                        // HTTP_CLIENTS
                        "com.aliyuncs.http.HttpClientFactory Class.forName",
                        "com.aliyuncs.http.HttpClientFactory Class.getConstructor",
                        "com.aliyuncs.http.HttpClientFactory Constructor.newInstance",
                        // RESOURCES
                        "com.aliyuncs.endpoint.LocalConfigRegionalEndpointResolver"
                                + " ClassLoader.getResourceAsStream",
                        "com.aliyuncs.http.UserAgentConfig ClassLoader.getResourceAsStream",
                        // answers in XML, which the component never asks for
                        "com.aliyuncs.unmarshaller.XmlUnmashaller JAXBContext.newInstance");
    }

    @Test
    void theQueueSdkReflectsWhereTheProcessorHasAnAnswer() throws Exception {
        assertThat(MNS.hiddenCalls())
                .containsExactlyInAnyOrder(
                        // RESOURCES and MESSAGES
                        "com.aliyun.mns.common.utils.IdptEnvUtil ClassLoader.getResourceAsStream",
                        "com.aliyun.mns.common.utils.ResourceManager ResourceBundle.getBundle",
                        "com.aliyun.mns.common.utils.VersionInfoUtils"
                                + " ClassLoader.getResourceAsStream",
                        // its queue client and parsers, which the component does not use
                        "com.aliyun.mns.client.Utils Gson.fromJson",
                        "com.aliyun.mns.common.parser.JAXBResultParser JAXBContext.newInstance");
    }

    @Test
    void theComponentUsesNeitherTheQueueClientNorTheParsersOfTheSdk() throws Exception {
        assertThat(COMPONENT.referencedTypes())
                .anyMatch(name -> name.startsWith("com.aliyun.mns.common.http."))
                .noneMatch(name -> name.startsWith("com.aliyun.mns.client."))
                .noneMatch(name -> name.startsWith("com.aliyun.mns.common.parser."));
    }

    @Test
    void expressionsReadEveryPublicTypeThatARouteMeets() throws Exception {
        Set<String> met = new TreeSet<>();
        for (String name : COMPONENT.classNames()) {
            // what extends an optional library can only be loaded with it, and is no value
            if (name.endsWith("SpanDecorator") || name.contains(".Micrometer")) {
                continue;
            }
            Class<?> type = load(name);
            boolean isValue =
                    type.isRecord() && name.startsWith("io.github.camelalicom.mns.receipt.")
                            || Throwable.class.isAssignableFrom(type);
            if (isValue && Modifier.isPublic(type.getModifiers())) {
                met.add(name);
            }
        }

        assertThat(met)
                .contains(
                        "io.github.camelalicom.mns.receipt.SmsReport",
                        "io.github.camelalicom.mns.gateway.MnsException");
        assertThat(registered(ReflectiveClassBuildItem::isMethods)).containsAll(met);
    }

    @Test
    void everyClassThatASerializedBodyConsistsOfIsRegistered() throws Exception {
        // given
        String json =
                "{\"biz_id\":\"b-1\",\"success\":true,\"sms_size\":\"1\","
                        + "\"send_time\":\"2026-11-25 08:00:00\",\"new\":[1.5,7,true,{}],"
                        + "\"large\":[12345678901,12345678901234567890]}";
        ReceiptParser parser = new ReceiptParser();
        List<Receipt> receipts =
                List.of(parser.parse("SmsReport", json), parser.parse("FlowReport", json));
        SendDetailsQuery query = new SendDetailsQuery("139", LocalDate.EPOCH, "b-1");
        // then
        Set<String> written = new TreeSet<>();
        written.addAll(written(ReceiptList.copyOf(receipts)));
        written.addAll(written(SendDetail.ofJson("{\"SendStatus\":3}", query)));
        written.addAll(written(query));
        written.addAll(written(new InvalidReceiptException(Reason.EMPTY, "")));
        written.addAll(written(new MnsException(MnsException.Kind.DENIED, "code", "message")));
        assertThat(written).contains("java.util.LinkedHashMap");
        assertThat(registered(ReflectiveClassBuildItem::isSerialization)).containsAll(written);
    }

    private static Set<String> written(Object value) throws IOException {
        Set<String> classes = new TreeSet<>();
        try (ObjectOutputStream out =
                new ObjectOutputStream(OutputStream.nullOutputStream()) {
                    @Override
                    protected void annotateClass(Class<?> type) {
                        classes.add(type.getName());
                    }
                }) {
            out.writeObject(value);
        }
        return classes;
    }

    @Test
    void jacksonMakesTheReaderOfARecord() throws Exception {
        AlicomMnsNativeProcessor.JACKSON.forEach(NativeRegistrationTest::load);
        assertThat(registered(ReflectiveClassBuildItem::isConstructors))
                .containsAll(AlicomMnsNativeProcessor.JACKSON);
    }

    @Test
    void theSdkMakesItsAnswers() throws Exception {
        Set<String> answers = new TreeSet<>();
        for (String name : CORE.classNames()) {
            // compares names first: not every class of the SDK can be loaded
            if (name.endsWith("Response") && AcsResponse.class.isAssignableFrom(load(name))) {
                answers.add(name);
            }
        }
        answers.remove(AcsResponse.class.getName());
        answers.remove("com.aliyuncs.CommonResponse");

        assertThat(answers).contains("com.aliyuncs.auth.sts.AssumeRoleResponse");
        assertThat(registered(ReflectiveClassBuildItem::isConstructors)).containsAll(answers);
        assertThat(registered(ReflectiveClassBuildItem::isFields)).containsAll(answers);
    }

    @Test
    void whatGsonFillsIsRegisteredWithAllThatItHolds() throws Exception {
        Set<String> models = new HashSet<>();
        for (String name : AlicomMnsNativeProcessor.GSON_MODELS) {
            collectModels(load(name), models);
        }

        assertThat(registered(ReflectiveClassBuildItem::isFields)).containsAll(models);
    }

    @Test
    void theHttpClientsCanBePickedByName() throws Exception {
        for (String name : AlicomMnsNativeProcessor.HTTP_CLIENTS) {
            assertThat(load(name)).isAssignableTo(com.aliyuncs.http.IHttpClient.class);
        }
        assertThat(registered(ReflectiveClassBuildItem::isConstructors))
                .containsAll(AlicomMnsNativeProcessor.HTTP_CLIENTS);
    }

    @Test
    void everyFileInTheRootsOfTheSdksIsKept() throws Exception {
        List<String> resources = new ArrayList<>();
        List<String> bundles = new ArrayList<>();
        processor.resources(
                (NativeImageResourceBuildItem item) -> resources.addAll(item.getResources()),
                (NativeImageResourceBundleBuildItem item) -> bundles.add(item.getBundleName()));

        Set<String> files = new TreeSet<>(CORE.filesInTheRoot());
        files.addAll(MNS.filesInTheRoot());
        assertThat(files).contains("config.properties", "common.properties");
        files.removeIf(file -> bundles.stream().anyMatch(file.split("[_.]")[0]::equals));
        assertThat(resources).containsAll(files);
    }

    @Test
    void everyResourceThatIsNamedExists() {
        assertThat(AlicomMnsNativeProcessor.RESOURCES)
                .allSatisfy(
                        name ->
                                assertThat(getClass().getClassLoader().getResource(name))
                                        .as(name)
                                        .isNotNull());
    }

    @Test
    void nothingOfTheSdksComesToLifeDuringTheBuild() throws Exception {
        List<String> packages = new ArrayList<>();
        processor.initialiseAtRunTime(
                (RuntimeInitializedPackageBuildItem item) -> packages.add(item.getPackageName()));

        assertThat(Stream.concat(CORE.classNames().stream(), MNS.classNames().stream()))
                .allMatch(name -> packages.stream().anyMatch(p -> name.startsWith(p + ".")));
        assertThat(COMPONENT.classNames())
                .filteredOn(name -> name.startsWith("io.github.camelalicom.mns.gateway."))
                .isNotEmpty()
                .allMatch(name -> packages.contains(load(name).getPackageName()));
    }

    private Set<String> registered(java.util.function.Predicate<ReflectiveClassBuildItem> with)
            throws Exception {
        Indexer indexer = new Indexer();
        COMPONENT.index(indexer);
        CORE.index(indexer);
        Set<String> names = new TreeSet<>();
        processor.reflection(
                new CombinedIndexBuildItem(indexer.complete(), indexer.complete()),
                (ReflectiveClassBuildItem item) -> {
                    if (with.test(item)) {
                        names.addAll(item.getClassNames());
                    }
                });
        return names;
    }

    private static void collectModels(Class<?> type, Set<String> found) {
        if (!type.getName().startsWith("com.aliyuncs.") || !found.add(type.getName())) {
            return;
        }
        for (Field field : type.getDeclaredFields()) {
            collectModels(field.getType(), found);
            if (field.getGenericType() instanceof ParameterizedType generic) {
                for (Type argument : generic.getActualTypeArguments()) {
                    if (argument instanceof Class<?> element) {
                        collectModels(element, found);
                    }
                }
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, NativeRegistrationTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }
}
