package dev.mailshell.e2e;

import dev.mailshell.cli.TestHomes;
import dev.mailshell.config.Home;
import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.cms.SmimeProtection;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reply;
import dev.mailshell.wire.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Seals whatever it likes with the keys of a home. */
public final class Forger {

    private static final long MAX_BYTES = 100_000_000;

    private final SmimeProtection protection;
    private final Path work;

    Forger(Home home, String name, Peers peers, Clock clock) throws Exception {
        this.protection = new SmimeProtection(
                new KeyringFolder(home.directory(), new IdentityName(name), peers, Optional.empty()),
                clock,
                new SecureRandom(),
                MAX_BYTES);
        // Beside the home, where the test removes it.
        this.work = Files.createTempDirectory(home.directory().toAbsolutePath().getParent(), "forger");
    }

    /** One of the parties, who says what it should not. */
    public static Forger client(Parties parties, String name) throws Exception {
        return new Forger(parties.home(name), name, Peers.SERVERS, Clock.systemUTC());
    }

    /** As above. */
    public static Forger server(Parties parties, String name) throws Exception {
        return new Forger(parties.home(name), name, Peers.CLIENTS, Clock.systemUTC());
    }

    /** Somebody who is called alice too, and knows nothing but web1's public key. */
    static Forger stranger(Path directory, Parties parties) throws Exception {
        TestHomes.create(directory, List.of(identity("web1")), List.of(identity("alice")));
        Files.copy(
                parties.home("web1").directory().resolve("identity/web1.crt"),
                directory.resolve("alice/trust/servers/web1/web1.crt"),
                StandardCopyOption.REPLACE_EXISTING);
        return new Forger(new Home(directory.resolve("alice")), "alice", Peers.SERVERS, Clock.systemUTC());
    }

    private static Identity identity(String name) {
        return new Identity(new IdentityName(name), new MailAddress(name + "@stranger.test"));
    }

    /** A mail: the outer header lines, each with its CRLF, and a signed and encrypted command. */
    public String command(String header, String to, String json) throws Exception {
        return mail(header, to, "Content-Type: application/vnd.mailshell.command+json\r\n\r\n" + json);
    }

    /** As above, with a reply. */
    String reply(String header, String to, Reply reply) throws Exception {
        String json = StrictJson.mapper().writeValueAsString(reply);
        return mail(header, to, "Content-Type: application/vnd.mailshell.reply+json\r\n\r\n" + json);
    }

    /** As above, with any entity. */
    public String mail(String header, String to, String entity) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        protection.seal(
                content -> content.write(entity.getBytes(StandardCharsets.UTF_8)), new IdentityName(to), sealed);
        return header + sealed.toString(StandardCharsets.ISO_8859_1);
    }

    /** The reply that a mail holds. */
    public Reply open(String mail) throws Exception {
        Path file = Files.writeString(work.resolve(UUID.randomUUID() + ".eml"), mail, StandardCharsets.ISO_8859_1);
        try (OpenedMessage opened = protection.open(file, new WorkFolder(work, new SecureRandom(), 0));
                InputStream json = document(MimeEntity.read(opened.entity())).content()) {
            return StrictJson.mapper().readValue(json.readAllBytes(), Reply.class);
        }
    }

    /** What is signed in a mail, as it is. */
    public String entity(String mail) throws Exception {
        Path file = Files.writeString(work.resolve(UUID.randomUUID() + ".eml"), mail, StandardCharsets.ISO_8859_1);
        try (OpenedMessage opened = protection.open(file, new WorkFolder(work, new SecureRandom(), 0))) {
            return Files.readString(opened.entity());
        }
    }

    /** Whether it was written for a person. */
    boolean isReadable(String mail) throws Exception {
        return entity(mail).startsWith("Content-Type: text/plain");
    }

    private static MimeEntity document(MimeEntity signed) throws IOException {
        return signed.mediaType().is("multipart/mixed") ? signed.parts().get(0) : signed;
    }

    /** The machine form of a line for web1, issued now by alice. */
    static String json(String id, String line) {
        return json(id, Instant.now(Clock.systemUTC()), line);
    }

    /** As above, issued then. */
    public static String json(String id, Instant issuedAt, String line) {
        return "{\"v\":1,\"id\":\"" + id + "\",\"from\":\"alice\",\"to\":[\"web1\"],\"issuedAt\":\"" + issuedAt
                + "\",\"expiresAt\":\"" + issuedAt.plus(Duration.ofHours(1)) + "\",\"command\":{\"line\":\"" + line
                + "\"}}";
    }
}
