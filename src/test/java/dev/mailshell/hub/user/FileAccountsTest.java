package dev.mailshell.hub.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.model.MailAddress;
import dev.mailshell.policy.Rate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileAccountsTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PASSWORD = "correct horse battery staple";
    private static final PasswordHash HASH = PasswordHash.of(PASSWORD, RANDOM);
    private static final Account ALICE = new Account(new MailAddress("alice@mail.test"), OptionalLong.empty());
    private static final Account BOB = new Account(new MailAddress("bob@mail.test"), OptionalLong.of(1024));

    private static final LoginLimits LIMITS = new LoginLimits(
            2,
            Duration.ofMinutes(1),
            new Rate(6, Duration.ofHours(1)),
            new Rate(3, Duration.ofHours(1)),
            new Rate(5, Duration.ofHours(1)),
            Duration.ofMinutes(15));

    @TempDir
    Path directory;

    private final SetClock clock = new SetClock();
    private UsersFile users;
    private FileAccounts accounts;

    @BeforeEach
    void open() throws Exception {
        users = new UsersFile(new Home(directory));
        users.add(ALICE, HASH);
        users.add(BOB, PasswordHash.of("another password", RANDOM));
        accounts = FileAccounts.open(users, LIMITS, clock, RANDOM);
    }

    private Login login(String user, String password, String from) throws UnknownHostException {
        return accounts.login(user, password, InetAddress.getByName(from));
    }

    private Login wrong(String from) throws UnknownHostException {
        return login("alice@mail.test", "a wrong password", from);
    }

    private Login right(String from) throws UnknownHostException {
        return login("alice@mail.test", PASSWORD, from);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice@mail.test", "Alice@MAIL.test"})
    void acceptsTheRightPasswordInAnyCaseOfTheAddress(String user) throws Exception {
        assertThat(login(user, PASSWORD, "192.0.2.1")).isEqualTo(new Login.Accepted(ALICE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@mail.test",
                "carol@mail.test",
                "alice",
                "",
                "../alice@mail.test",
                "alice@mail.test/../bob@mail.test",
                "alice@mail.test\u0000",
                "nobody@invalid",
                "*"
            })
    void refusesThePasswordOfAnyOtherUserThatThereIsOrNot(String user) throws Exception {
        assertThat(login(user, PASSWORD, "192.0.2.1")).isEqualTo(new Login.Refused());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Correct horse battery staple",
                "correct horse battery staple\u0000",
                "correct horse battery staple "
            })
    void refusesAnotherPassword(String password) throws Exception {
        assertThat(login("alice@mail.test", password, "192.0.2.1")).isEqualTo(new Login.Refused());
    }

    @Test
    void refusesAPasswordOfMegabytes() throws Exception {
        assertThat(login("alice@mail.test", "x".repeat(1 << 22), "192.0.2.1")).isEqualTo(new Login.Refused());
    }

    @Test
    void findsAnAccountInAnyCaseOfItsAddress() {
        assertThat(accounts.find(new MailAddress("BOB@mail.test"))).contains(BOB);
        assertThat(accounts.find(new MailAddress("carol@mail.test"))).isEmpty();
    }

    @Test
    void knowsOfAChangeAtOnceAlsoWhereThePasswordIsRemembered() throws Exception {
        assertThat(right("192.0.2.1")).isInstanceOf(Login.Accepted.class);

        users.setPassword(ALICE.address(), PasswordHash.of("a new password", RANDOM));

        assertThat(right("192.0.2.1")).isEqualTo(new Login.Refused());
        assertThat(login("alice@mail.test", "a new password", "192.0.2.1")).isInstanceOf(Login.Accepted.class);

        users.remove(ALICE.address());

        assertThat(login("alice@mail.test", "a new password", "192.0.2.1")).isEqualTo(new Login.Refused());
        assertThat(accounts.find(ALICE.address())).isEmpty();
    }

    @Test
    void keepsTheUsersWhileTheirFileIsBroken() throws Exception {
        Path file = directory.resolve("users");
        String whole = Files.readString(file);
        Files.writeString(file, "what is that?\n");

        assertThat(right("192.0.2.1")).isInstanceOf(Login.Accepted.class);

        Files.writeString(file, whole.replace("bob@", "carol@"));
        assertThat(accounts.find(new MailAddress("carol@mail.test"))).isPresent();
    }

    @Test
    void doesNotBeginWithABrokenFile() throws Exception {
        Files.writeString(directory.resolve("users"), "what is that?\n");

        assertThatThrownBy(() -> FileAccounts.open(users, LIMITS, clock, RANDOM))
                .isInstanceOf(ConfigFailure.class);
    }

    @Test
    void doesNotBelieveAFileThatOthersCanWriteMeanwhile() throws Exception {
        Path file = directory.resolve("users");
        Files.writeString(file, Files.readString(file).replace("bob@", "mallory@"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(accounts.find(new MailAddress("mallory@mail.test"))).isEmpty();
        assertThat(accounts.find(BOB.address())).isPresent();
    }

    @Test
    void checksNoMoreFromWhereTooManyWereWrongForAUser() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(wrong("192.0.2.1")).isEqualTo(new Login.Refused());
        }

        assertThat(right("192.0.2.1")).isEqualTo(new Login.Later());
        assertThat(right("192.0.2.2")).isInstanceOf(Login.Accepted.class);
        assertThat(login("bob@mail.test", "another password", "192.0.2.1")).isInstanceOf(Login.Accepted.class);

        clock.move(Duration.ofHours(1));
        assertThat(right("192.0.2.1")).isInstanceOf(Login.Accepted.class);
    }

    @Test
    void doesNotLetWhatIsRememberedBeGuessedAt() throws Exception {
        assertThat(right("192.0.2.2")).isInstanceOf(Login.Accepted.class);
        for (int i = 0; i < 3; i++) {
            assertThat(wrong("192.0.2.1")).isEqualTo(new Login.Refused());
        }

        assertThat(right("192.0.2.1")).isEqualTo(new Login.Later());
    }

    @Test
    void checksNoMoreFromANetworkThatTriesManyUsers() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(login("user" + i + "@mail.test", PASSWORD, "2001:db8:0:1::" + i))
                    .isEqualTo(new Login.Refused());
        }

        assertThat(right("2001:db8:0:1:ffff::1")).isEqualTo(new Login.Later());
        assertThat(right("2001:db8:0:2::1")).isInstanceOf(Login.Accepted.class);
    }

    @Test
    void letsAUserInWhereHeIsKnownThoughStrangersTryFromEverywhere() throws Exception {
        assertThat(right("192.0.2.1")).isInstanceOf(Login.Accepted.class);
        for (int i = 0; i < 5; i++) {
            assertThat(wrong("198.51.100." + i)).isEqualTo(new Login.Refused());
        }

        assertThat(right("203.0.113.1")).isEqualTo(new Login.Later());
        assertThat(right("192.0.2.1")).isInstanceOf(Login.Accepted.class);
    }

    @Test
    void answersForAUserThatThereIsNotAsForOneThatThereIs() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(login("carol@mail.test", PASSWORD, "198.51.100." + i)).isEqualTo(new Login.Refused());
        }

        assertThat(login("carol@mail.test", PASSWORD, "203.0.113.1")).isEqualTo(new Login.Later());
    }

    @Test
    void countsWhatIsTriedAtTheSameTime() throws Exception {
        List<Login> logins = AtOnce.call(12, () -> wrong("192.0.2.1"));

        // Two are checked at once, so that one more may be under way when the third is counted.
        assertThat(Collections.frequency(logins, new Login.Refused())).isBetween(3, 4);
    }

    @Test
    void answersLaterWhereNoTurnComes() throws Exception {
        LoginLimits none = new LoginLimits(
                0, Duration.ZERO, LIMITS.ofNetwork(), LIMITS.ofBoth(), LIMITS.ofUser(), LIMITS.remembered());
        accounts = FileAccounts.open(users, none, clock, RANDOM);

        assertThat(right("192.0.2.1")).isEqualTo(new Login.Later());
    }
}
