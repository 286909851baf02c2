package dev.mailshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class that a document names can be looked up: it exists, in the package that is written before it. */
class ClassesDocumentedTest {

    /** A code span that is a class, with or without a package; a method may follow. */
    private static final Pattern CLASS = Pattern.compile("`((?:[a-z]\\w*\\.)*[A-Z]\\w*[a-z]\\w*)(?:\\.[a-z]\\w*)?`");

    @ParameterizedTest
    @ValueSource(strings = {"threat-model.md", "reasons.md"})
    void everyClassThatIsNamedExists(String page) throws IOException {
        Set<String> named = named(Files.readString(Path.of("docs", page)));
        Set<String> existing = existing();

        assertThat(named)
                .isNotEmpty()
                .allMatch(name -> existing.stream().anyMatch(full -> full.endsWith("." + name)), "names a class");
    }

    @Test
    void findsClassesInEachFormThatDocumentsUse() {
        assertThat(
                        named(
                                "`Opening`, `crypto.cms.Sealing`, `ledger.Ledger.accept`; `KEY_REVOKED`, `routes/` and `run-as`"))
                .containsExactly("Opening", "crypto.cms.Sealing", "ledger.Ledger");
    }

    private static Set<String> named(String document) {
        return CLASS.matcher(document)
                .results()
                .map(span -> span.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The full names of the classes of the program and of its tests. */
    private static Set<String> existing() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path sources : Set.of(Path.of("src", "main", "java"), Path.of("src", "test", "java"))) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.map(file -> sources.relativize(file).toString())
                        .filter(file -> file.endsWith(".java"))
                        .forEach(file -> names.add(file.replace(".java", "").replace('/', '.')));
            }
        }
        return names;
    }
}
