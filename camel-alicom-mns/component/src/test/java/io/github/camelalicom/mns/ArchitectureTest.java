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

import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(
        packages = "io.github.camelalicom.mns",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ImportOption.DoNotIncludeJars.class,
            ArchitectureTest.WithoutEmulator.class
        })
class ArchitectureTest {

    /** A jar in {@code mvn verify}, but a folder of classes in {@code mvn test}. */
    static final class WithoutEmulator implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/mns/emulator/");
        }
    }

    private static final String ROOT = "io.github.camelalicom.mns";

    private static final List<String> ROOMS =
            List.of(
                    "exchange",
                    "producer",
                    "monitor",
                    "doctor",
                    "lifecycle",
                    "consumer",
                    "gateway",
                    "options",
                    "receipt");

    /**
     * Camel's own shape: a component knows its endpoints, these know what they create, and all of
     * them refer back.
     */
    private static final List<Set<String>> CIRCLES =
            List.of(
                    Set.of(
                            "AlicomMnsComponent",
                            "AlicomMnsEndpoint",
                            "AlicomMnsConsumer",
                            "AlicomMnsPollingConsumer"));

    /** All packages but these; the root is one of them. */
    private static String[] others(String... allowed) {
        return Stream.concat(
                        Stream.of(ROOT),
                        ROOMS.stream()
                                .filter(room -> !List.of(allowed).contains(room))
                                .map(room -> ROOT + "." + room))
                .toArray(String[]::new);
    }

    @ArchTest
    static final ArchRule alibabaCloudsSdksAreKnownToTheGatewayOnly =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "..")
                    .and()
                    .resideOutsideOfPackage(ROOT + ".gateway")
                    .and()
                    .haveSimpleNameNotStartingWith("AlicomMnsConfiguration")
                    .and()
                    .haveSimpleNameNotStartingWith("AlicomMnsComponentConfigurer")
                    .and()
                    .haveSimpleNameNotStartingWith("AlicomMnsEndpointConfigurer")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.aliyun..", "com.aliyuncs..", "org.apache.http..")
                    .because(
                            "what the SDKs do wrong is handled in one place; only the type of the"
                                    + " option credentialsProvider passes through");

    @ArchTest
    static final ArchRule engineGatewayAndReceiptsDoNotKnowCamel =
            noClasses()
                    .that()
                    .resideInAnyPackage(ROOT + ".consumer", ROOT + ".gateway", ROOT + ".receipt")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.camel..")
                    .because("what Camel sees is one package, and the rest is testable without it");

    @ArchTest
    static final ArchRule theGatewayKnowsNothingOfItsUsers =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".gateway")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others("gateway"))
                    .because("arrows point from Camel to the wire");

    @ArchTest
    static final ArchRule receiptsKnowNothingButThemselves =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".receipt")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others("receipt"))
                    .because("a receipt is a value");

    @ArchTest
    static final ArchRule theEngineKnowsTheGatewayOnly =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".consumer")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others("consumer", "gateway"))
                    .because("the engine moves messages, and does not read them");

    @ArchTest
    static final ArchRule theDoctorKnowsTheGatewayOptionsAndReceiptsOnly =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".doctor")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others("doctor", "gateway", "options", "receipt"))
                    .because("a diagnosis asks the services, and not the engine");

    @ArchTest
    static final ArchRule optionsKnowNothingButThemselves =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".options")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others("options"))
                    .because("they look at values, whatever these are for");

    @ArchTest
    static final ArchRule whatConsumersShareIsTheirEnginesOnly =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".lifecycle")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others("lifecycle", "consumer", "gateway"))
                    .because("arrows point from Camel to the wire");

    @ArchTest
    static final ArchRule whatIsSeenIsTakenFromTheEngine =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".monitor")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ROOT + ".exchange", ROOT + ".producer", ROOT + ".lifecycle")
                    .because("arrows point from Camel to the wire");

    @ArchTest
    static final ArchRule exchangesAndProducersDoNotKnowEachOther =
            slices().matching(ROOT + ".(exchange|producer)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule noRoomKnowsTheRoot =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(ROOT)
                                    .and(not(belongTo(type(AlicomMnsConstants.class)))))
                    .because("it is what users meet, and brings the rooms together");

    @ArchTest
    static final ArchRule theRootHasWhatUsersMeet =
            classes()
                    .that()
                    .resideInAPackage(ROOT)
                    .and()
                    .areTopLevelClasses()
                    .should()
                    .haveSimpleNameStartingWith("AlicomMns")
                    .orShould()
                    .haveSimpleName("package-info")
                    .because("everything else has a room of its own");

    @ArchTest
    static final ArchRule classesHaveNoCyclesButKnownOnes =
            classes().should(ImportGraph.beFreeOfCyclesBut(CIRCLES));

    @ArchTest
    static final ArchRule micrometerIsKnownToClassesNamedAfterIt =
            noClasses()
                    .that()
                    .haveSimpleNameNotStartingWith("Micrometer")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.micrometer..")
                    .because("it is optional: the classes that need it are not loaded without it");

    @ArchTest
    static final ArchRule tracingIsKnownToOneClass =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("AlicomMnsSpanDecorator")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.camel.telemetry..")
                    .because("it is optional: only tracing loads the class that needs it");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule threadsComeFromCamel =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Executors.class)
                    .orShould()
                    .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                    .because(
                            "Camel's ExecutorServiceManager names them, and who creates them ends"
                                    + " them");

    @ArchTest
    static final ArchRule nothingSleeps =
            noClasses()
                    .should()
                    .callMethodWhere(target(name("sleep")))
                    .because("a sleeping thread cannot be stopped: wait on a condition");

    @ArchTest
    static final ArchRule exceptionsOfTheGatewayAreOfOneKind =
            classes()
                    .that()
                    .areAssignableTo(Throwable.class)
                    .and()
                    .resideInAPackage(ROOT + ".gateway")
                    .should()
                    .haveSimpleName("MnsException")
                    .because("its Kind says what differs");
}
