package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.ConfigFailure.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementSettingsTest {

    private static final String PORT = "mailshell.management.port=9876\n";

    @TempDir
    Path directory;

    private TestHome web1;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = TestHome.in(directory);
    }

    @Test
    void tellsNobodyUnlessThereIsAPort() throws Exception {
        assertThat(web1.load(Map.of()).management()).isEmpty();
        web1.append("mailshell.management.port=off\n");
        assertThat(web1.load(Map.of()).management()).isEmpty();
    }

    @Test
    void tellsThisMachineOnlyUnlessAnotherAddressIsSet() throws Exception {
        web1.append(PORT);

        assertThat(web1.load(Map.of()).management()).hasValue(new Management("127.0.0.1", 9876));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"})
    void takesEachAddressOfLoopback(String address) throws Exception {
        web1.append(PORT + "mailshell.management.bind=" + address + "\n");

        assertThat(web1.load(Map.of()).management()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "10.0.0.1", "fe80::1", "::ffff:192.0.2.1"})
    void takesAnotherAddressOnlyIfThatIsSaidTwice(String address) throws Exception {
        web1.append(PORT + "mailshell.management.bind=" + address + "\n");

        assertThat(web1.problems(Map.of()))
                .containsExactly(
                        new Problem(
                                "mailshell.properties:8",
                                "mailshell.management.bind cannot be used (other machines reach it, and nobody has to log in there)",
                                "remove it, or write mailshell.management.beyond-loopback=true if a firewall lets only those in that may read it"));
        assertThat(web1.load(Map.of("MAILSHELL_MANAGEMENT_BEYOND_LOOPBACK", "true"))
                        .management())
                .isPresent();
    }

    @Test
    void refusesANameForAnAddress() throws Exception {
        web1.append(PORT + "mailshell.management.bind=localhost\n");

        assertThat(web1.problems(Map.of()))
                .extracting(Problem::fact)
                .containsExactly(
                        "mailshell.management.bind cannot be used (was localhost, expected an IP address of this machine)");
    }
}
