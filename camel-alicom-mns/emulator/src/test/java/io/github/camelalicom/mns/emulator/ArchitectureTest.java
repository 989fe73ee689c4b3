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

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import io.github.camelalicom.mns.emulator.provenance.Provenance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The emulator is an independent witness, and its two services know nothing of each other. */
@AnalyzeClasses(
        packages = "io.github.camelalicom.mns.emulator",
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.camelalicom.mns.emulator";

    @ArchTest
    static final ArchRule DEPENDS_ON_THE_JDK_JACKSON_AND_NETTY_ONLY =
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
                            "io.netty..")
                    .because("it must fit into anyone's tests, and share no mistake with ours");

    @ArchTest
    static final ArchRule KNOWS_NOTHING_OF_THE_COMPONENT =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.github.camelalicom.mns",
                            "io.github.camelalicom.mns.consumer..",
                            "io.github.camelalicom.mns.gateway..",
                            "io.github.camelalicom.mns.receipt..")
                    .because("a wrong field name must not be wrong on both sides");

    @ArchTest
    static final ArchRule QUEUES_AND_TOKENS_ARE_STRANGERS =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".mns..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".pop..", ROOT);

    @ArchTest
    static final ArchRule TOKENS_AND_QUEUES_ARE_STRANGERS =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".pop..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".mns..", ROOT);

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

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
