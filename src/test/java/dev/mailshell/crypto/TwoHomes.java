package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;

/** Alice and a server, web1, with keys of one format, and what goes from her to it. */
public abstract class TwoHomes {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final Duration YEAR = Duration.ofDays(365);
    static final IdentityName WEB1 = new IdentityName("web1");

    @TempDir
    Path directory;

    TestHome alice;
    TestHome web1;

    /** A key pair of the format. */
    public interface Pair {

        /** What is pinned. */
        Fingerprint fingerprint();

        /** Puts it into {@code identity} under that name. */
        void writeOwn(Path folder, String name) throws IOException;

        /** Puts its public half into a trust folder, or into {@code revoked}. */
        void writePublic(Path folder, String name) throws IOException;
    }

    /** A new key pair. */
    protected abstract Pair pair(Identity owner, Instant from, Instant until);

    /** The protection of the party whose home it is. */
    protected abstract MessageProtection protection(TestHome home, Clock clock, long maxBytes);

    /** What a header or a structure that is cut off is refused for. */
    protected abstract Reason malformed();

    Pair pair(String name) {
        return pair(name, NOW.minus(YEAR));
    }

    Pair pair(String name, Instant from) {
        return pair(
                new Identity(new IdentityName(name), new MailAddress(name + "@mail.test")),
                from,
                from.plus(YEAR.multipliedBy(2)));
    }

    void homes() throws IOException {
        homes(pair("alice"), pair("web1"));
    }

    void homes(Pair ofAlice, Pair ofWeb1) throws IOException {
        alice = new TestHome(directory.resolve("alice"), "alice", Peers.SERVERS);
        web1 = new TestHome(directory.resolve("web1"), "web1", Peers.CLIENTS);
        ofAlice.writeOwn(alice.identityFolder(), "alice");
        ofAlice.writePublic(web1.trustFolder("alice"), "alice");
        ofWeb1.writeOwn(web1.identityFolder(), "web1");
        ofWeb1.writePublic(alice.trustFolder("web1"), "web1");
    }

    MessageProtection of(TestHome home) {
        return protection(home, CLOCK, TestHome.MAX_BYTES);
    }

    Path seal(byte[] entity, String name) throws IOException, ProtectionFailure {
        Path sealed = directory.resolve(name + ".eml");
        try (OutputStream out = Files.newOutputStream(sealed)) {
            of(alice).seal(content -> content.write(entity), WEB1, out);
        }
        return sealed;
    }

    static byte[] entity(int size, Random random) {
        byte[] header = ascii("Content-Type: application/octet-stream\r\n\r\n");
        byte[] entity = new byte[header.length + size];
        random.nextBytes(entity);
        System.arraycopy(header, 0, entity, 0, header.length);
        return entity;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void assertRefused(Reason reason, ThrowingCallable attempt) throws IOException {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(ProtectionFailure.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
        assertThat(web1.leftovers()).isEmpty();
    }
}
