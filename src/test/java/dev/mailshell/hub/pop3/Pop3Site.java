package dev.mailshell.hub.pop3;

import dev.mailshell.config.Home;
import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.hub.tls.TlsFiles;
import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.FileAccounts;
import dev.mailshell.hub.user.LoginLimits;
import dev.mailshell.hub.user.PasswordHash;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.MailStoreLimits;
import dev.mailshell.ledger.Recipients;
import dev.mailshell.ledger.SqliteMailStore;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.ledger.VaultFiles;
import dev.mailshell.ledger.VaultLimits;
import dev.mailshell.model.MailAddress;
import dev.mailshell.policy.Rate;
import dev.mailshell.realmail.TrustedTls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** A POP3 server with the mailboxes of alice and bob, in a folder of its own. */
final class Pop3Site implements AutoCloseable {

    static final String ALICE = "alice@mail.test";
    static final String BOB = "bob@mail.test";
    /** Has blanks, as PASS allows. */
    static final String PASSWORD = "correct horse  battery staple";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PasswordHash HASH = PasswordHash.of(PASSWORD, RANDOM);
    private static final FileAttribute<?> OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final MailStore store;
    private final Pop3Server server;
    private final AtomicReference<SSLContext> tls = new AtomicReference<>();
    private final AtomicReference<SSLContext> trusting = new AtomicReference<>();

    /** Far apart from what happens by itself in a test. */
    static final Pop3Limits ROOMY = new Pop3Limits(
            600,
            600,
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(29),
            100_000,
            20,
            3);

    static Pop3Site start(Path directory) throws Exception {
        return start(directory, ROOMY, store -> store);
    }

    static Pop3Site start(Path directory, Pop3Limits limits) throws Exception {
        return start(directory, limits, store -> store);
    }

    static Pop3Site start(Path directory, Pop3Limits limits, UnaryOperator<MailStore> seenBy) throws Exception {
        Pop3Site site = new Pop3Site(directory, limits, seenBy);
        site.server.start();
        return site;
    }

    private Pop3Site(Path directory, Pop3Limits limits, UnaryOperator<MailStore> seenBy) throws Exception {
        this.directory = directory;
        Path state = Files.createDirectory(directory.resolve("state"), OURS);
        Path keys = Files.createDirectory(directory.resolve("identity"), OURS);
        this.store = SqliteMailStore.open(
                new VaultFiles(state.resolve("mail.db"), keys.resolve("mail.keys")),
                Clock.systemUTC(),
                RANDOM,
                new MailStoreLimits(new VaultLimits(1_000_000, 1L << 40), 1_000_000, mailbox -> Long.MAX_VALUE));
        UsersFile users = new UsersFile(new Home(directory));
        for (String user : new String[] {ALICE, BOB}) {
            users.add(new Account(new MailAddress(user), OptionalLong.empty()), HASH);
        }
        renewCertificate();
        this.server = new Pop3Server(new Pop3Settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls::get,
                FileAccounts.open(users, logins(), Clock.systemUTC(), RANDOM),
                seenBy.apply(store),
                Optional.of(Duration.ofDays(30)),
                limits));
    }

    private static LoginLimits logins() {
        Rate roomy = new Rate(1000, Duration.ofHours(1));
        return new LoginLimits(4, Duration.ofMinutes(1), roomy, roomy, roomy, Duration.ofHours(1));
    }

    /** Another authority and another certificate. */
    void renewCertificate() throws GeneralSecurityException, IOException {
        Path folder = Files.createTempDirectory(directory, "tls", OURS);
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        Path key = folder.resolve("server.key");
        Path certificate = folder.resolve("server.crt");
        authority.writeServer(key, certificate);
        Files.deleteIfExists(caFile());
        authority.writeCertificate(caFile());
        tls.set(TlsFiles.open(certificate, key, RANDOM).context());
        trusting.set(TrustedTls.trusting(caFile()));
    }

    Path caFile() {
        return directory.resolve("ca.pem");
    }

    Path database() {
        return directory.resolve("state").resolve("mail.db");
    }

    int port() {
        return server.port();
    }

    /** Lines become CRLF. */
    StoredMail deliver(String user, String mail) throws IOException {
        return deliverExactly(user, mail.replace("\n", "\r\n"));
    }

    StoredMail deliverExactly(String user, String mail) throws IOException {
        return store.accept(
                "",
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)),
                new Recipients(Optional.empty(), Set.of(new MailAddress(user)), Set.of()));
    }

    int mailsOf(String user) {
        return store.usage(new MailAddress(user)).mails();
    }

    Pop3Talk connect() throws Exception {
        return over(new Socket(InetAddress.getLoopbackAddress(), port()));
    }

    Pop3Talk over(Socket socket) throws Exception {
        return Pop3Talk.over(socket, trusting.get());
    }

    /** Logged in. */
    Pop3Talk login(String user) throws Exception {
        Pop3Talk talk = connect();
        talk.greeting();
        talk.ask("USER " + user);
        String answer = talk.ask("PASS " + PASSWORD);
        if (!answer.startsWith("+OK")) {
            throw new AssertionError(answer);
        }
        return talk;
    }

    void stop() throws IOException {
        server.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        store.close();
    }
}
