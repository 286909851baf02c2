package dev.mailshell;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages are floors of a house: what each may import, and nothing besides. */
class ArchitectureTest {

    private static final String ROOT = "dev.mailshell";

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** One floor: a package of ours, those of ours that it may import, and the libraries that it may import. */
    record Floor(String name, List<String> ours, List<String> libraries) {

        static Floor of(String name, String... ours) {
            return new Floor(name, List.of(ours), List.of());
        }

        Floor and(String... packages) {
            return new Floor(name, ours, List.of(packages));
        }

        String[] allowed() {
            return Stream.of(
                            Stream.of("java..", "javax..", full(name)),
                            ours.stream().map(ArchitectureTest::full),
                            libraries.stream())
                    .flatMap(packages -> packages)
                    .toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Below Camel, from the ground up: exactly what each names. */
    static List<Floor> lowerFloors() {
        return List.of(
                Floor.of("model"),
                Floor.of("mime", "model").and("jakarta.mail.."),
                Floor.of("wire", "model").and("com.fasterxml.jackson.."),
                Floor.of("human", "model", "mime"),
                Floor.of("crypto", "model", "mime"),
                Floor.of("crypto.cms", "crypto", "mime", "model").and("org.bouncycastle.."),
                Floor.of("crypto.pgp", "crypto", "mime", "model").and("org.bouncycastle.."),
                Floor.of("policy", "model").and("com.eatthepath.otp..", "org.apache.commons.codec.."),
                Floor.of("filter", "mime", "model", "policy"),
                Floor.of("audit", "mime", "model"),
                Floor.of("ledger", "audit", "model").and("org.sqlite.."),
                Floor.of("exec", "model"),
                Floor.of("pop3"),
                Floor.of("management").and("org.slf4j.."),
                Floor.of("journal", "mime", "model").and("org.apache.commons.csv.."),
                Floor.of("config", "model", "crypto", "policy", "filter").and("org.snakeyaml.engine.."),
                Floor.of("credential", "model"),
                Floor.of("sasl", "credential").and("jakarta.mail..", "org.eclipse.angus.mail.."),
                Floor.of("kerberos", "config", "credential", "sasl").and("org.ietf.jgss.."),
                Floor.of("oauth", "config", "credential", "mime", "sasl", "wire")
                        .and("com.fasterxml.jackson.."),
                Floor.of("backup", "config", "crypto", "crypto.pgp", "ledger", "mime", "model"));
    }

    /** From Camel up: all of the lower floors, and of each other only what stands below. */
    static List<Floor> upperFloors() {
        return List.of(
                Floor.of("camel"),
                Floor.of("hub.user"),
                Floor.of("hub.sender"),
                Floor.of("hub.tls"),
                Floor.of("hub.smtp", "hub.user", "hub.tls"),
                Floor.of("hub.pop3", "hub.user", "hub.tls"),
                Floor.of("hub", "camel", "hub.user", "hub.sender", "hub.tls", "hub.smtp", "hub.pop3"),
                Floor.of("doctor", "camel", "hub.tls"),
                Floor.of("cli", "camel", "hub", "hub.user", "hub.tls", "doctor"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lowerFloors")
    void importsOnlyWhatItsFloorAllows(Floor floor) {
        classes()
                .that(resideInAPackage(full(floor.name())))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(floor.allowed()))
                .allowEmptyShould(true)
                .check(PRODUCTION);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("upperFloors")
    void importsNoFloorAboveIt(Floor floor) {
        String[] above = upperFloors().stream()
                .filter(other ->
                        !other.name().equals(floor.name()) && !floor.ours().contains(other.name()))
                .map(other -> full(other.name()))
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(full(floor.name())))
                .should()
                .dependOnClassesThat(resideInAnyPackage(above))
                .allowEmptyShould(true)
                .check(PRODUCTION);
    }

    @Test
    void everyPackageHasItsFloor() {
        Set<String> floors = Stream.concat(lowerFloors().stream(), upperFloors().stream())
                .map(floor -> full(floor.name()))
                .collect(Collectors.toSet());
        assertThat(PRODUCTION.stream().map(JavaClass::getPackageName).distinct())
                .isSubsetOf(floors);
    }

    @Test
    void onlyTheRoutesStepsAndTheHubKnowCamel() {
        onlyIn("org.apache.camel..", "camel", "hub", "hub.smtp");
    }

    @Test
    void onlyTheCommandLineKnowsItsLibraries() {
        onlyIn("picocli..", "cli");
        onlyIn("org.jline..", "cli");
        onlyIn("com.google.zxing..", "cli");
    }

    @Test
    void onlyThePolicyKnowsHowCodesAreMade() {
        onlyIn("com.eatthepath.otp..", "policy");
        onlyIn("org.apache.commons.codec..", "policy");
    }

    @Test
    void onlyTheLogsOfCommandsKnowHowTablesAreWritten() {
        onlyIn("org.apache.commons.csv..", "journal");
    }

    @Test
    void onlyTheChecksOfSendersAskTheDns() {
        onlyIn("org.xbill.DNS..", "hub.sender");
        onlyIn("org.apache.james..", "hub.sender");
    }

    @Test
    void onlyTheLedgerKnowsJdbc() {
        onlyIn("java.sql..", "ledger");
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(PRODUCTION);
    }

    @Test
    void noClassHasANameThatSaysNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Helper|Helpers|Util|Utils|Manager|Impl)(\\$.*)?")
                .check(PRODUCTION);
    }

    private static void onlyIn(String library, String... packages) {
        noClasses()
                .that(resideInAPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(Arrays.stream(packages)
                                .map(ArchitectureTest::full)
                                .toArray(String[]::new)))))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .check(PRODUCTION);
    }

    private static String full(String name) {
        return ROOT + "." + name;
    }
}
