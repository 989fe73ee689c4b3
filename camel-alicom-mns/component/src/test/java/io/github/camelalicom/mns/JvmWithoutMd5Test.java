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

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelalicom.mns.doctor.DoctorReport;
import io.github.camelalicom.mns.emulator.AlicomEmulatorExtension;
import io.github.camelalicom.mns.receipt.SmsUp;

import static io.github.camelalicom.mns.emulator.Receipts.smsUp;
import static org.assertj.core.api.Assertions.assertThat;

/** A JVM of its own whose security providers have no MD5, as in FIPS mode. */
class JvmWithoutMd5Test {

    @RegisterExtension
    static final AlicomEmulatorExtension alicom = AlicomEmulatorExtension.create();

    @TempDir Path folder;

    @Test
    void theConsumerNeedsAnOptionThatItsErrorAndTheDoctorName() throws Exception {
        // given
        alicom.deliver(smsUp().content("first"));
        // when
        List<String> results =
                new OtherJvm(folder)
                        .running(ChildMain.class)
                        .run(alicom.uri("SmsUp", "waitTime=1s"));
        // then
        assertThat(results)
                .containsExactly(
                        "doctor: false failed: this JVM has no MD5, as in FIPS mode: no"
                                + " consumer starts -> Set verifyBodyDigest=false.",
                        "consumer: ALICOM-603 This JVM has no MD5: set verifyBodyDigest=false",
                        "poller: ALICOM-603 This JVM has no MD5: set verifyBodyDigest=false",
                        "doctor with verifyBodyDigest=false: true ",
                        "consumer with verifyBodyDigest=false: first");
    }

    /** What runs in the other JVM. */
    public static final class ChildMain {

        private ChildMain() {}

        public static void main(String[] args) throws Exception {
            removeMd5();
            List<String> results = new ArrayList<>();
            try (DefaultCamelContext camel = new DefaultCamelContext()) {
                camel.start();
                results.add("doctor: " + examine(camel, args[0]));
                results.add("consumer: " + failure(() -> receive(camel, args[0])));
                results.add("poller: " + failure(() -> poll(camel, args[0])));
                String without = args[0] + "&verifyBodyDigest=false";
                results.add("doctor with verifyBodyDigest=false: " + examine(camel, without));
                results.add("consumer with verifyBodyDigest=false: " + receive(camel, without));
            }
            Files.write(Path.of(args[1]), results);
        }

        private static void removeMd5() throws Exception {
            Provider sun = MessageDigest.getInstance("MD5").getProvider();
            Security.removeProvider(sun.getName());
            Security.insertProviderAt(new WithoutMd5(sun), 1);
        }

        /** Whether the account is healthy, and what is found about the digest. */
        private static String examine(DefaultCamelContext camel, String uri) throws Exception {
            var options = URISupport.parseQuery(uri.substring(uri.indexOf('?') + 1));
            DoctorReport report = AlicomMnsDoctor.examine(camel, "SmsUp", options);
            String digest =
                    report.findings().stream()
                            .filter(finding -> finding.check().equals("digest"))
                            .map(
                                    one ->
                                            one.status().text()
                                                    + ": "
                                                    + one.text()
                                                    + " -> "
                                                    + one.remedy())
                            .collect(Collectors.joining());
            return report.healthy() + " " + digest;
        }

        private interface Step {
            Object run() throws Exception;
        }

        private static String failure(Step step) {
            try {
                return "none, but " + step.run();
            } catch (Exception e) {
                return ObjectHelper.getException(IllegalStateException.class, e).getMessage();
            }
        }

        private static String receive(DefaultCamelContext camel, String uri) throws Exception {
            BlockingQueue<SmsUp> receipts = new LinkedBlockingQueue<>();
            camel.addRoutes(
                    new RouteBuilder() {
                        @Override
                        public void configure() {
                            from(uri).process(e -> receipts.add(e.getIn().getBody(SmsUp.class)));
                        }
                    });
            return receipts.poll(60, TimeUnit.SECONDS).content();
        }

        private static Object poll(DefaultCamelContext camel, String uri) {
            return camel.createConsumerTemplate().receiveBody(uri, 5_000);
        }
    }

    /** Has all services of another provider except MD5. */
    private static final class WithoutMd5 extends Provider {

        private static final long serialVersionUID = 1L;

        WithoutMd5(Provider all) {
            super(all.getName(), all.getVersionStr(), all.getInfo());
            all.getServices().stream()
                    .filter(service -> !service.getAlgorithm().equals("MD5"))
                    .forEach(service -> putService(new Delegate(this, service)));
        }

        private static final class Delegate extends Service {

            private final Service origin;

            Delegate(Provider provider, Service origin) {
                super(
                        provider,
                        origin.getType(),
                        origin.getAlgorithm(),
                        origin.getClassName(),
                        aliases(origin),
                        null);
                this.origin = origin;
            }

            private static List<String> aliases(Service origin) {
                String prefix = "Alg.Alias." + origin.getType() + ".";
                return origin.getProvider().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(origin.getAlgorithm()))
                        .map(entry -> (String) entry.getKey())
                        .filter(key -> key.startsWith(prefix))
                        .map(key -> key.substring(prefix.length()))
                        .toList();
            }

            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return origin.newInstance(parameter);
            }
        }
    }
}
