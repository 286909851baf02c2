package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that {@code mvn package} makes, unpacked somewhere. */
class DistributionIT {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");

    /** What only who builds needs. */
    private static final Set<String> IN_SOURCES_ONLY = Set.of("bench/README.md", "docker-compose.yml");

    @TempDir
    static Path directory;

    private static Path unpacked;

    @BeforeAll
    static void unpack() throws Exception {
        Path archive = only(Path.of("target"), "mailshell-*.tar.gz").toAbsolutePath();
        Run run = run(directory, "tar", "-xzf", archive.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        unpacked = only(directory, "mailshell-*");
    }

    @Test
    void runsFromWhereItWasUnpacked() throws Exception {
        Run help = run(directory, unpacked.resolve("mailshell").toString(), "--help");

        assertThat(help.exitCode()).as(help.err()).isZero();
        assertThat(help.out()).contains("server", "client", "hub");
    }

    @Test
    void sendsACommandAndGetsItsAnswer() throws Exception {
        Run demo = run(directory, unpacked.resolve("mailshell").toString(), "demo", "--", "echo done; exit 3");

        assertThat(demo.exitCode()).as(demo.err()).isEqualTo(3);
        assertThat(demo.out()).isEqualTo("done\n");
        assertThat(demo.err()).contains("reply verified as web1");
    }

    @Test
    void holdsTheLibrariesThatTheJarNamesAndNoOthers() throws Exception {
        String named;
        try (JarFile jar = new JarFile(unpacked.resolve("mailshell.jar").toFile())) {
            named = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        }

        assertThat(libraries().keySet().stream().map(name -> "lib/" + name))
                .containsExactlyInAnyOrder(named.split(" "));
    }

    @Test
    void hasABillOfMaterialsWithTheDigestAndTheLicenceOfEachLibrary() throws Exception {
        JsonNode bill =
                new ObjectMapper().readTree(unpacked.resolve("sbom.cdx.json").toFile());
        Map<String, String> listed = new TreeMap<>();
        for (JsonNode component : bill.get("components")) {
            String name = component.get("name").asText() + "-"
                    + component.get("version").asText() + ".jar";
            listed.put(name, sha256In(component));
            assertThat(component.path("licenses")).as(name).isNotEmpty();
        }

        assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(bill.get("metadata").get("component").get("name").asText()).isEqualTo("mailshell");
        assertThat(listed).isEqualTo(libraries());
    }

    @Test
    void saysUnderWhichLicenceEachLibraryIs() throws Exception {
        List<String> lines = Files.readAllLines(unpacked.resolve("LICENCES.txt"));

        // (Licence) Name (group:artifact:version - url)
        assertThat(lines.stream().filter(line -> line.strip().startsWith("(")))
                .hasSameSizeAs(libraries().keySet());
    }

    @Test
    void hasWhatItsReadmeLinksTo() throws Exception {
        List<String> links = LINK.matcher(Files.readString(unpacked.resolve("README.md")))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !IN_SOURCES_ONLY.contains(link))
                .toList();

        assertThat(links).contains("docs/service.md").allSatisfy(link -> assertThat(unpacked.resolve(link))
                .exists());
    }

    @Test
    void hasTheDashboardAndTheAlertsThatItsPagesLinkTo() {
        assertThat(unpacked.resolve("observability/grafana/mailshell.json")).isRegularFile();
        assertThat(unpacked.resolve("observability/prometheus/mailshell.rules.yml"))
                .isRegularFile();
    }

    @Test
    void givesEachFileAModeThatDoesNotDependOnWhoBuiltIt() throws Exception {
        assertThat(executables()).containsExactlyInAnyOrder("mailshell", "packaging/systemd/await-ready");
    }

    @Test
    void hasManualPages() {
        assertThat(unpacked.resolve("man/mailshell.1")).isRegularFile();
    }

    private static List<String> executables() throws IOException {
        try (Stream<Path> files = Files.walk(unpacked)) {
            return files.filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .map(file -> unpacked.relativize(file).toString())
                    .toList();
        }
    }

    private static String sha256In(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.get("alg").asText().equals("SHA-256")) {
                return hash.get("content").asText();
            }
        }
        return "none";
    }

    /** The digest of each library, by its name. */
    private static Map<String, String> libraries() throws Exception {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.list(unpacked.resolve("lib"))) {
            for (Path file : files.toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                digests.put(file.getFileName().toString(), HexFormat.of().formatHex(digest));
            }
        }
        return digests;
    }

    private static Path only(Path folder, String glob) throws IOException {
        try (var matches = Files.newDirectoryStream(folder, glob)) {
            List<Path> found = new ArrayList<>();
            matches.forEach(found::add);
            assertThat(found).as(folder + "/" + glob).hasSize(1);
            return found.get(0);
        }
    }

    private record Run(int exitCode, String out, String err) {}

    private static Run run(Path in, String... command) throws Exception {
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as(List.of(command).toString())
                    .isTrue();
            return new Run(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
