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
package io.github.camelalicom.mns.example.scaleout;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.apps.Deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The manifests are what Kubernetes' API knows, and agree with each other and with the application.
 */
class ManifestsTest {

    private static final Path FOLDER = Path.of("kubernetes");

    private final ObjectMapper yaml =
            new ObjectMapper(new YAMLFactory())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .setAnnotationIntrospector(new WithoutExtras());

    /** The model keeps what it does not know; here that is a mistake. */
    private static final class WithoutExtras extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }

    @Test
    void aMisspeltFieldIsNoticed() throws IOException {
        String text = Files.readString(FOLDER.resolve("deployment.yaml"));

        assertThatThrownBy(() -> deployment(text.replace("readinessProbe", "readynessProbe")))
                .hasMessageContaining("readynessProbe");
        assertThatThrownBy(() -> deployment(text.replace("replicas: 2", "replicas: two")))
                .hasMessageContaining("two");
    }

    /** Of any version: that of Debian 12 has Kustomize 2. */
    @Test
    void kubectlBuildsTheDeploymentAndNoSecret() throws Exception {
        assertThat(isInstalled() || !"true".equals(System.getenv("CI")))
                .as("kubectl on the PATH, since CI=true")
                .isTrue();
        assumeTrue(isInstalled(), "no kubectl on the PATH");
        Process kubectl =
                new ProcessBuilder("kubectl", "kustomize", FOLDER.toString())
                        .redirectError(Redirect.INHERIT)
                        .start();
        String built = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(kubectl.waitFor()).isZero();
        assertThat(built).doesNotContain("---");
        assertThat(deployment(built)).isEqualTo(deployment());
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    @Test
    void selectorAndLabelsAreTheSame() throws IOException {
        Deployment deployment = deployment();

        assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
    }

    @Test
    void probesAskTheManagementPortOfTheApplication() throws IOException {
        Container container = container();

        assertThat(container.getPorts()).hasSize(1);
        assertThat(application().getProperty("camel.management.port"))
                .isEqualTo(
                        "{{management.port:"
                                + container.getPorts().get(0).getContainerPort()
                                + "}}");
        assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe()))
                .extracting(probe -> probe.getHttpGet().getPath())
                .containsOnly("/observe/health/live");
        assertThat(container.getReadinessProbe().getHttpGet().getPath())
                .isEqualTo("/observe/health/ready");
        assertThat(
                        Stream.of(
                                container.getStartupProbe(),
                                container.getLivenessProbe(),
                                container.getReadinessProbe()))
                .extracting(ManifestsTest::port)
                .containsOnly(container.getPorts().get(0).getName());
    }

    @Test
    void aPodHasTimeToStop() throws IOException {
        long camel = Long.parseLong(application().getProperty("camel.main.shutdownTimeout"));

        assertThat(pod().getTerminationGracePeriodSeconds()).isGreaterThanOrEqualTo(camel + 10);
    }

    /** A namespace that enforces the level "restricted" rejects any other pod. */
    @Test
    void aPodIsAdmittedByTheRestrictedPodSecurityStandard() throws IOException {
        PodSecurityContext pod = pod().getSecurityContext();
        SecurityContext container = container().getSecurityContext();

        assertThat(pod.getRunAsNonRoot()).isTrue();
        assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void whatIsSecretComesFromSecretsThatTheExampleNames() throws IOException {
        Map<String, Secret> secrets = secrets();
        List<SecretKeySelector> keys =
                container().getEnv().stream()
                        .filter(variable -> variable.getValueFrom().getSecretKeyRef() != null)
                        .map(variable -> variable.getValueFrom().getSecretKeyRef())
                        .toList();

        assertThat(container().getEnv()).extracting(EnvVar::getValue).containsOnlyNulls();
        assertThat(keys)
                .hasSize(6)
                .allSatisfy(
                        key ->
                                assertThat(secrets.get(key.getName()).getStringData())
                                        .containsEntry(key.getKey(), ""));
    }

    @Test
    void everyVariableIsAPropertyOfTheApplication() throws IOException {
        String files =
                Files.readString(Path.of("src/main/resources/application.properties"))
                        + Files.readString(Path.of("src/main/resources/camel/receipts.yaml"))
                        + Files.readString(
                                Path.of(
                                        "src/main/java/io/github/camelalicom/mns/example/scaleout/Database.java"));

        assertThat(container().getEnv())
                .allSatisfy(
                        variable ->
                                assertThat(
                                                files.toUpperCase(Locale.ROOT)
                                                        .replace('.', '_')
                                                        .replace('-', '_'))
                                        .contains("{{" + variable.getName()));
    }

    private static String port(Probe probe) {
        return probe.getHttpGet().getPort().getStrVal();
    }

    private Deployment deployment() throws IOException {
        return deployment(Files.readString(FOLDER.resolve("deployment.yaml")));
    }

    private Deployment deployment(String text) throws IOException {
        return yaml.readValue(text, Deployment.class);
    }

    private PodSpec pod() throws IOException {
        return deployment().getSpec().getTemplate().getSpec();
    }

    private Container container() throws IOException {
        return pod().getContainers().get(0);
    }

    private Map<String, Secret> secrets() throws IOException {
        try (Reader file = Files.newBufferedReader(FOLDER.resolve("secrets.example.yaml"))) {
            return yaml.readerFor(Secret.class).<Secret>readValues(file).readAll().stream()
                    .collect(
                            Collectors.toMap(
                                    secret -> secret.getMetadata().getName(), secret -> secret));
        }
    }

    private static Properties application() throws IOException {
        Properties properties = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        return properties;
    }
}
