package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.config.MailService;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.OwnStore;
import dev.mailshell.config.PopMailbox;
import dev.mailshell.config.Role;
import dev.mailshell.config.Submission;
import dev.mailshell.hub.user.FileAccounts;
import dev.mailshell.hub.user.Login;
import dev.mailshell.hub.user.LoginLimits;
import dev.mailshell.hub.user.UsersFile;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keys init --hub}: homes with nothing left to fill in. */
class KeysInitHubTest {

    @TempDir
    private Path homes;

    @BeforeEach
    void makeHomes() {
        Cli cli = init("--hub-host", "mx.hub.test");
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("next: carry each home to its machine");
        assertThat(cli.out()).contains("hub hub <hub@hub.test>", "server web1 <", "client alice <");
    }

    @Test
    void makesAHubThatStartsAsItIs() throws Exception {
        MailshellConfig config = MailshellConfig.load(home("hub"), Map.of());
        MailService service = ((OwnStore) config.reception()).service();
        assertThat(config.role()).isEqualTo(Role.HUB);
        assertThat(config.smtp()).isEmpty();
        assertThat(service.host()).isEqualTo("mx.hub.test");
        assertThat(service.smtp()).isEmpty();
        assertThat(home("hub").policy()).exists();
        assertThat(home("hub").peers(Role.HUB).resolve("alice")).isDirectory();
        assertThat(home("hub").peers(Role.HUB).resolve("web1")).doesNotExist();
    }

    @Test
    void givesTheOthersTheirMailboxesAtTheHub() throws Exception {
        FileAccounts accounts = FileAccounts.open(
                new UsersFile(home("hub")), LoginLimits.DEFAULT, Clock.systemUTC(), new SecureRandom());
        for (String name : new String[] {"web1", "alice"}) {
            MailshellConfig config = MailshellConfig.load(home(name), Map.of());
            PopMailbox mailbox = (PopMailbox) config.reception();
            Submission smtp = config.smtp().orElseThrow();
            assertThat(mailbox.host()).isEqualTo("mx.hub.test");
            assertThat(smtp.host()).isEqualTo("mx.hub.test");
            assertThat(config.caFile()).contains(home(name).directory().resolve("hub-ca.pem"));
            assertThat(accounts.login(mailbox.user(), mailbox.password().reveal(), InetAddress.getLoopbackAddress()))
                    .isInstanceOf(Login.Accepted.class);
        }
        assertThat(home("alice").peers(Role.CLIENT).resolve("hub")).isDirectory();
        assertThat(home("alice").peers(Role.CLIENT).resolve("web1")).isDirectory();
    }

    @Test
    void makesAHubWhoseCertificateTheDoctorTakes() {
        Cli doctor = Cli.run("doctor", "--home", homes.resolve("hub").toString(), "--offline");
        assertThat(doctor.out().lines())
                .anyMatch(line -> line.matches("ok +hub +tls +for mx\\.hub\\.test, with its key, 182[0-9] days left"));
    }

    @Test
    void letsNobodyReadPasswordsAndKeys() throws Exception {
        for (String file : new String[] {"hub/tls/hub.key", "hub/users", "web1/password", "alice/password"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(homes.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
        String password = Files.readString(homes.resolve("alice/password")).strip();
        try (Stream<Path> files = Files.walk(homes.resolve("hub"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(password);
            }
        }
    }

    @Test
    void changesNothingIfAHomeIsThereAlready() {
        assertThat(init().exitCode()).isNotZero();
        assertThat(homes.resolve("bob")).doesNotExist();
    }

    private Cli init(String... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "keys",
                                "init",
                                "--algorithm",
                                "ec",
                                "--dir",
                                homes.toString(),
                                "--hub",
                                "hub=hub@hub.test",
                                "--server",
                                "web1=web1@hub.test",
                                "--client",
                                "alice=alice@hub.test"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private Home home(String name) {
        return new Home(homes.resolve(name));
    }
}
