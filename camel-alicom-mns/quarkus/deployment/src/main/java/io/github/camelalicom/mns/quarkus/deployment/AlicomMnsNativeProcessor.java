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

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Predicate;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.IndexDependencyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBundleBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;

/**
 * Registers what a native executable must keep although no code refers to it directly.
 *
 * <p>Not yet built with GraalVM. {@code NativeRegistrationTest} reads the class files of the
 * component and the SDKs, and fails when one of them uses reflection or a resource that is not
 * registered here.
 */
class AlicomMnsNativeProcessor {

    static final String COMPONENT = "io.github.camelalicom.mns";

    /** Values a route meets: bodies, what they hold, and the exceptions in their place. */
    static final String VALUES = COMPONENT + ".receipt";

    /** What Jackson makes for the creator of a record, and with. */
    static final List<String> JACKSON =
            List.of(VALUES + ".FieldReader", VALUES + ".FieldReader$JacksonReader");

    /**
     * What a failed call to the services ends with; the only one of its package that routes see.
     */
    static final String FAILURE = COMPONENT + ".gateway.MnsException";

    /** Classes that serialized values consist of, beside the values themselves. */
    static final List<String> SERIALIZED =
            List.of(
                    FAILURE + "$Kind",
                    "[B",
                    "java.lang.Boolean",
                    "java.lang.Enum",
                    "java.lang.Exception",
                    "java.lang.Integer",
                    "java.lang.Long",
                    "java.lang.Number",
                    "java.lang.RuntimeException",
                    "java.lang.StackTraceElement",
                    "[Ljava.lang.StackTraceElement;",
                    "java.lang.String",
                    "java.lang.Throwable",
                    "java.math.BigDecimal",
                    "java.math.BigInteger",
                    "java.time.Ser",
                    "java.util.ArrayList",
                    "java.util.CollSer",
                    "java.util.Collections$EmptyList",
                    "java.util.Collections$UnmodifiableCollection",
                    "java.util.Collections$UnmodifiableList",
                    "java.util.Collections$UnmodifiableMap",
                    "java.util.Collections$UnmodifiableRandomAccessList",
                    "java.util.HashMap",
                    "java.util.LinkedHashMap");

    /** What a start ends with because of an option. */
    static final String INVALID_OPTION = COMPONENT + ".options.InvalidOptionException";

    /** The SDK picks its HTTP client by the name of the class. */
    static final List<String> HTTP_CLIENTS =
            List.of(
                    "com.aliyuncs.http.clients.ApacheHttpClient",
                    "com.aliyuncs.http.clients.CompatibleUrlConnClient");

    /** The component looks for it by name, to know whether Micrometer is there. */
    static final String MICROMETER = "io.micrometer.core.instrument.MeterRegistry";

    /** What Gson fills, field by field, when credentials come from the CLI's profile file. */
    static final List<String> GSON_MODELS =
            List.of(
                    "com.aliyuncs.auth.CLIProfileCredentialsProvider$Config",
                    "com.aliyuncs.auth.CLIProfileCredentialsProvider$Profile");

    /** In the roots of the SDK's jars, and of the HTTP client's below its packages. */
    static final List<String> RESOURCES =
            List.of(
                    "config.properties",
                    "endpoints.json",
                    "mns-version-Info.properties",
                    "project.properties",
                    "regions.txt",
                    "mozilla/public-suffix-list.txt",
                    "org/apache/http/client/version.properties",
                    "org/apache/http/nio/client/version.properties",
                    "org/apache/http/version.properties",
                    "org/apache/http/nio/version.properties");

    /**
     * The SDK's messages; they exist in English and Chinese, and the machine's language decides.
     */
    static final String MESSAGES = "common";

    /** How the JDK's XML reader words what it finds wrong. */
    static final String XML_MESSAGES = "com.sun.org.apache.xerces.internal.impl.msg.XMLMessages";

    /**
     * Static state that must come to life in the running program: threads, sockets, randomness, the
     * security provider, keys read from the environment.
     */
    static final List<String> AT_RUN_TIME =
            List.of(
                    "com.aliyun.mns",
                    "com.aliyuncs",
                    "org.apache.http.impl.auth",
                    "org.bouncycastle",
                    COMPONENT + ".gateway");

    private static final DotName ACS_RESPONSE = DotName.createSimple("com.aliyuncs.AcsResponse");

    @BuildStep
    ExtensionSslNativeSupportBuildItem ssl() {
        return new ExtensionSslNativeSupportBuildItem(AlicomMnsProcessor.FEATURE);
    }

    /** Neither SDK brings an index of its classes. */
    @BuildStep
    void index(BuildProducer<IndexDependencyBuildItem> dependencies) {
        dependencies.produce(
                new IndexDependencyBuildItem("io.github.camelalicom", "camel-alicom-mns"));
        dependencies.produce(new IndexDependencyBuildItem("com.aliyun", "aliyun-java-sdk-core"));
        dependencies.produce(new IndexDependencyBuildItem("com.aliyun.mns", "aliyun-sdk-mns"));
    }

    @BuildStep
    void reflection(
            CombinedIndexBuildItem index, BuildProducer<ReflectiveClassBuildItem> reflective) {
        reflective.produce(values(index.getIndex()));
        reflective.produce(
                ReflectiveClassBuildItem.builder(JACKSON.toArray(String[]::new))
                        .reason("made by Jackson")
                        .methods()
                        .build());
        reflective.produce(
                ReflectiveClassBuildItem.serializationClass(SERIALIZED.toArray(String[]::new)));
        reflective.produce(
                ReflectiveClassBuildItem.builder(HTTP_CLIENTS.toArray(String[]::new))
                        .reason("picked by class name")
                        .build());
        reflective.produce(
                ReflectiveClassBuildItem.builder(MICROMETER)
                        .reason("looked for by name")
                        .constructors(false)
                        .build());
        reflective.produce(
                ReflectiveClassBuildItem.builder(GSON_MODELS.toArray(String[]::new))
                        .reason("read by Gson")
                        .fields()
                        .build());
        reflective.produce(answers(index.getIndex()));
    }

    @BuildStep
    void resources(
            BuildProducer<NativeImageResourceBuildItem> resources,
            BuildProducer<NativeImageResourceBundleBuildItem> bundles) {
        resources.produce(new NativeImageResourceBuildItem(RESOURCES));
        bundles.produce(new NativeImageResourceBundleBuildItem(MESSAGES));
        bundles.produce(new NativeImageResourceBundleBuildItem(XML_MESSAGES, "java.xml"));
    }

    @BuildStep
    void initialiseAtRunTime(BuildProducer<RuntimeInitializedPackageBuildItem> packages) {
        AT_RUN_TIME.forEach(name -> packages.produce(new RuntimeInitializedPackageBuildItem(name)));
    }

    /**
     * Simple, and every other expression that names a property, calls their methods; persistent
     * repositories and JMS serialize them.
     */
    private static ReflectiveClassBuildItem values(IndexView index) {
        return ReflectiveClassBuildItem.builder(names(index, AlicomMnsNativeProcessor::isValue))
                .reason("read by expressions, serialized")
                .methods()
                .serialization()
                .build();
    }

    /** Answers of the token and role services, made and filled by the SDK. */
    private static ReflectiveClassBuildItem answers(IndexView index) {
        String[] names =
                index.getAllKnownSubclasses(ACS_RESPONSE).stream()
                        .map(type -> type.name().toString())
                        .sorted()
                        .toArray(String[]::new);
        return ReflectiveClassBuildItem.builder(names)
                .reason("made by the SDK")
                .methods()
                .fields()
                .build();
    }

    private static boolean isValue(ClassInfo type) {
        return VALUES.equals(type.name().packagePrefix()) && Modifier.isPublic(type.flags())
                || type.name().toString().equals(FAILURE)
                || type.name().toString().equals(INVALID_OPTION);
    }

    private static String[] names(IndexView index, Predicate<ClassInfo> wanted) {
        return index.getKnownClasses().stream()
                .filter(wanted)
                .map(type -> type.name().toString())
                .sorted()
                .toArray(String[]::new);
    }
}
