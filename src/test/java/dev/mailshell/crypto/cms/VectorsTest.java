package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {

    @TempDir
    Path directory;

    private Home web1;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = new VectorKeys(Vector.folder("keys")).web1(directory.resolve("web1"));
    }

    static List<Vector> cms() throws IOException {
        return Vector.all("cms");
    }

    static List<Vector> command() throws IOException {
        return Vector.all("command");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cms")
    void refusesEachVectorForItsOwnReason(Vector vector) throws Exception {
        assertThat(outcome(vector)).isEqualTo(vector.expect());
        assertThat(web1.leftovers()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("command")
    void opensEachVectorWhoseFaultIsInTheCommand(Vector vector) throws Exception {
        assertThat(outcome(vector)).isEqualTo("OK");
    }

    @Test
    void thereAreVectorsForEveryLayer() throws IOException {
        assertThat(cms()).hasSizeGreaterThan(60);
        assertThat(command()).hasSizeGreaterThan(20);
    }

    private String outcome(Vector vector) throws IOException {
        Path mail = Files.writeString(directory.resolve("mail.eml"), vector.mail(), StandardCharsets.ISO_8859_1);
        try (OpenedMessage opened = web1.protection(VectorKeys.CLOCK).open(mail, web1.work())) {
            assertThat(opened.signer()).hasToString("alice");
            assertThat(Files.readString(opened.entity(), StandardCharsets.ISO_8859_1))
                    .as("what alice signed")
                    .contains(vector.folder().equals("cms") ? "\"to\":[\"web1\"]" : "Content-Type: ");
            return "OK";
        } catch (ProtectionFailure e) {
            return e.reason().name();
        }
    }
}
