package dev.mailshell.hub.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersFileTest {

    private static final PasswordHash HASH = PasswordHash.ofNobody(new SecureRandom());
    private static final PasswordHash OTHER_HASH = PasswordHash.ofNobody(new SecureRandom());

    @TempDir
    Path directory;

    private Home home;
    private UsersFile users;

    @BeforeEach
    void make() {
        home = new Home(directory);
        users = new UsersFile(home);
    }

    private static Account account(String address) {
        return new Account(new MailAddress(address), OptionalLong.empty());
    }

    @Test
    void hasNobodyWhereThereIsNoFile() throws Exception {
        assertThat(users.accounts()).isEmpty();
    }

    @Test
    void keepsUsersForTheirOwnerAlone() throws Exception {
        Account bob = new Account(new MailAddress("bob@mail.test"), OptionalLong.of(1L << 30));

        assertThat(users.add(account("alice@mail.test"), HASH)).isTrue();
        assertThat(users.add(bob, OTHER_HASH)).isTrue();

        assertThat(users.accounts()).containsExactly(account("alice@mail.test"), bob);
        assertThat(Files.getPosixFilePermissions(home.users())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(home.users()).hasContent("alice@mail.test " + HASH + "\nbob@mail.test " + OTHER_HASH + " 1GiB\n");
    }

    @Test
    void keepsCommentsAndTheOrder() throws Exception {
        write("# ours\n\nalice@mail.test " + HASH + " 10MiB\n  # theirs\nbob@mail.test\t" + HASH + "\n");

        users.setPassword(new MailAddress("alice@mail.test"), OTHER_HASH);
        users.add(account("carol@mail.test"), HASH);
        users.remove(new MailAddress("bob@mail.test"));

        assertThat(home.users())
                .hasContent("# ours\n\nalice@mail.test " + OTHER_HASH + " 10MiB\n  # theirs\ncarol@mail.test " + HASH
                        + "\n");
    }

    @Test
    void changesNothingForWhoIsThereAlreadyOrNot() throws Exception {
        users.add(account("alice@mail.test"), HASH);
        String before = users.state();

        assertThat(users.add(account("alice@mail.test"), OTHER_HASH)).isFalse();
        assertThat(users.setPassword(new MailAddress("bob@mail.test"), HASH)).isFalse();
        assertThat(users.remove(new MailAddress("bob@mail.test"))).isFalse();
        assertThat(users.state()).isEqualTo(before);
    }

    @Test
    void losesNoneOfManyChangesAtOnce() throws Exception {
        AtomicInteger number = new AtomicInteger();

        assertThat(AtOnce.call(24, () -> new UsersFile(home)
                        .add(account("user" + number.incrementAndGet() + "@mail.test"), HASH)))
                .containsOnly(true);

        assertThat(users.accounts()).hasSize(24);
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactlyInAnyOrder(home.users(), home.state());
        }
    }

    @Test
    void changesNothingInAFileThatIsWrongAndNamesEachLine() throws Exception {
        String text = "alice@mail.test " + HASH + "\nhunter2\n# fine\nbob@mail.test hunter2\n";
        write(text);

        assertThatThrownBy(() -> users.add(account("carol@mail.test"), HASH))
                .isInstanceOfSatisfying(ConfigFailure.class, failure -> assertThat(failure.problems())
                        .extracting(ConfigFailure.Problem::place)
                        .containsExactly("users:2", "users:4"))
                .hasMessageNotContaining("hunter2");
        assertThat(home.users()).hasContent(text);
    }

    @Test
    void believesNoFileThatOthersCanRead() throws Exception {
        write("");
        Files.setPosixFilePermissions(home.users(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(users::accounts).isInstanceOf(ConfigFailure.class);
    }

    private void write(String text) throws IOException {
        Files.writeString(home.users(), text);
        Files.setPosixFilePermissions(home.users(), PosixFilePermissions.fromString("rw-------"));
    }
}
