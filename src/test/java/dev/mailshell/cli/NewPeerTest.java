package dev.mailshell.cli;

import static dev.mailshell.cli.FourHomes.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewPeerTest {

    @TempDir
    Path directory;

    private Home alice;

    @BeforeEach
    void makeHomes() {
        new FourHomes(directory).init("ec");
        alice = new Home(directory.resolve("homes/alice"));
    }

    private NewPeer peer(String name) throws Exception {
        return new NewPeer(
                alice,
                Owner.load(alice, Map.of()),
                new Identity(new IdentityName(name), new MailAddress("new@mail.test")),
                Cli.NOW);
    }

    private List<KeyMaterial> keysOf(Path home, String name) throws Exception {
        List<KeyMaterial> keys = new ArrayList<>();
        for (String suffix : List.of(".crt", ".pgp.asc")) {
            keys.addAll(OfferedKeys.read(home.resolve("identity").resolve(name + suffix), Cli.NOW)
                    .keys());
        }
        return keys;
    }

    private List<KeyMaterial> keysOfAnotherWeb1() throws Exception {
        FourHomes others = new FourHomes(directory.resolve("others"));
        assertThat(others.init("ec").exitCode()).isZero();
        return keysOf(directory.resolve("others/homes/web1"), "web1");
    }

    @Test
    void isTrustedWithAllOfItsKeys() throws Exception {
        List<Path> added = peer("web9").trust(keysOfAnotherWeb1());

        assertThat(added).extracting(file -> file.getFileName().toString()).containsExactly("web9.crt", "web9.pgp.asc");
        assertThat(alice.directory().resolve("trust/servers/web9/address")).hasContent("new@mail.test");
    }

    @Test
    void changesNothingIfItIsTrustedAlready() throws Exception {
        List<String> before = tree(alice.trust());

        assertThat(peer("web1").trust(keysOf(directory.resolve("homes/web1"), "web1")))
                .isEmpty();
        assertThat(tree(alice.trust())).isEqualTo(before);
    }

    @Test
    void cannotTakeTheNameOfAPartyThatIsTrusted() throws Exception {
        List<String> before = tree(alice.trust());
        List<KeyMaterial> others = keysOfAnotherWeb1();
        KeyMaterial known = keysOf(directory.resolve("homes/web1"), "web1").get(0);
        List<KeyMaterial> mixed = List.of(known, others.get(1));

        assertThatThrownBy(() -> peer("web1").trust(others))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("web1 is trusted here already, and not with these keys");
        assertThatThrownBy(() -> peer("web1").trust(mixed)).isInstanceOf(CommandFailure.class);
        assertThat(tree(alice.trust())).isEqualTo(before);
    }

    @Test
    void cannotBringTheKeysOfAnother() throws Exception {
        List<String> before = tree(alice.trust());

        assertThatThrownBy(() -> peer("web9").trust(keysOf(directory.resolve("homes/db1"), "db1")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("the key is trusted already, as that of db1");
        assertThat(tree(alice.trust())).isEqualTo(before);
    }
}
