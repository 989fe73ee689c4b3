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
package io.github.camelalicom.mns.emulator;

import java.util.Map;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import io.github.camelalicom.mns.emulator.provenance.Provenance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The emulator is an independent witness; dependencies between its packages point one way. */
@AnalyzeClasses(
        packages = "io.github.camelalicom.mns.emulator",
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.camelalicom.mns.emulator";

    @ArchTest
    static final ArchRule DEPENDS_ON_JACKSON_NETTY_AND_PICOCLI_ONLY =
            classes()
                    .that()
                    .doNotHaveFullyQualifiedName(AlicomEmulatorExtension.class.getName())
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            ROOT + "..",
                            "java..",
                            "javax..",
                            "com.fasterxml.jackson..",
                            "io.netty..",
                            "picocli..")
                    .because("it must fit into any test, and share no mistake with the component");

    @ArchTest
    static final ArchRule ONLY_HTTP_KNOWS_NETTY =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_PICOCLI =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("picocli..", ROOT + ".cli..");

    /** The command line is a user of the emulator like any test. */
    @ArchTest
    static final ArchRule THE_COMMAND_LINE_USES_THE_PUBLIC_CLASSES_ONLY =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            ROOT + ".control..",
                            ROOT + ".http..",
                            ROOT + ".mns..",
                            ROOT + ".pop..",
                            ROOT + ".services..");

    @ArchTest
    static final ArchRule ONLY_THE_EMULATOR_ITSELF_KNOWS_ITS_CONTROL =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + ".control..")
                    .and()
                    .doNotHaveFullyQualifiedName(AlicomEmulator.class.getName())
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + ".control..");

    /**
     * Every package may use the values of the root, and none the classes that wire the packages.
     */
    @ArchTest
    static final ArchRule ROOMS_DO_NOT_KNOW_THE_CLASSES_THAT_WIRE_THEM =
            noClasses()
                    .that()
                    .resideInAnyPackage(ROOT + ".control..", ROOT + ".services..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName(AlicomEmulator.class.getName())
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName(EmulatorBuilder.class.getName())
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName(AlicomEmulatorExtension.class.getName());

    @ArchTest
    static final ArchRule SERVERS_AND_TEXTS_KNOW_NO_OTHER_ROOM =
            noClasses()
                    .that()
                    .resideInAnyPackage(ROOT + ".http..", ROOT + ".text..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            ROOT,
                            ROOT + ".control..",
                            ROOT + ".mns..",
                            ROOT + ".pop..",
                            ROOT + ".services..");

    /** A rule and its fault name each other, and so do the emulator and its builder. */
    @ArchTest
    static final ArchRule NO_CYCLES_OF_CLASSES =
            slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

    /**
     * Each class with its nested ones; the pairs above together. Each of the two services counts as
     * a whole.
     */
    private static final class TopLevelClasses implements SliceAssignment {

        private static final Map<String, String> PAIRS =
                Map.of(
                        EmulatorBuilder.class.getName(), AlicomEmulator.class.getName(),
                        FaultRule.class.getName(), Fault.class.getName());

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            if (type.getPackageName().matches(".*\\.emulator\\.(mns|pop)")) {
                return SliceIdentifier.of(type.getPackageName());
            }
            String name = type.getName().replaceFirst("\\$.*", "");
            return SliceIdentifier.of(PAIRS.getOrDefault(name, name));
        }

        @Override
        public String getDescription() {
            return "each top-level class";
        }
    }

    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_THE_COMPONENT =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.github.camelalicom.mns",
                            "io.github.camelalicom.mns.consumer..",
                            "io.github.camelalicom.mns.gateway..",
                            "io.github.camelalicom.mns.receipt..",
                            "io.github.camelalicom.mns.options..",
                            "io.github.camelalicom.mns.exchange..",
                            "io.github.camelalicom.mns.producer..",
                            "io.github.camelalicom.mns.monitor..")
                    .because("a wrong field name must not be wrong on both sides");

    @ArchTest
    static final ArchRule QUEUES_DO_NOT_KNOW_TOKENS =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".mns..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".pop..", ROOT);

    @ArchTest
    static final ArchRule TOKENS_DO_NOT_KNOW_QUEUES =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".pop..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".mns..", ROOT);

    @ArchTest
    static final ArchRule SAYS_HOW_EACH_OPERATION_IS_KNOWN =
            classes()
                    .that()
                    .haveSimpleNameEndingWith("Operation")
                    .or()
                    .haveSimpleNameEndingWith("Operations")
                    .or()
                    .haveSimpleNameEndingWith("Action")
                    .or()
                    .haveSimpleNameEndingWith("Signature")
                    .or()
                    .haveSimpleNameEndingWith("Authentication")
                    .or()
                    .haveSimpleName("EmulatedQueue")
                    .should()
                    .beAnnotatedWith(Provenance.class);
}
