package dev.mailshell.hub.pop3;

import static dev.mailshell.hub.pop3.Pop3Site.ALICE;
import static dev.mailshell.hub.pop3.Pop3Site.BOB;
import static dev.mailshell.hub.pop3.Pop3Site.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that others wrote fetch mail. */
class Pop3ClientsTest {

    private static final String MAIL = "From: x@mail.test\nSubject: dots\n\n.\n..two\n.one\n\n-- \nlast. Line\n.\n";

    @TempDir
    Path directory;

    private Path home;
    private Pop3Site site;

    @BeforeEach
    void start() throws Exception {
        home = Files.createDirectory(directory.resolve("home"));
        site = Pop3Site.start(Files.createDirectory(directory.resolve("hub")));
        site.deliver(ALICE, MAIL);
        site.deliver(ALICE, "Subject: other\n\nsecond\n");
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    private String url() {
        return "pop3s://localhost:" + site.port() + "/";
    }

    private Program curl(String user, String password, String... more) throws Exception {
        Path config = write("curlrc", "user = \"" + user + ":" + password + "\"\ncacert = " + site.caFile() + "\n");
        return Program.run(
                home,
                "",
                Stream.concat(Stream.of("curl", "-q", "-s", "-S", "-K", config.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @Test
    void curlListsAndGetsMail() throws Exception {
        assertThat(curl(ALICE, PASSWORD, url()).output()).matches("1 [0-9]+\r\n2 [0-9]+\r\n");
        assertThat(curl(ALICE, PASSWORD, url() + "1").output()).isEqualTo(MAIL.replace("\n", "\r\n"));
        assertThat(curl(ALICE, PASSWORD, url(), "-X", "TOP 1 0").output())
                .contains("Subject: dots")
                .doesNotContain("two");
        assertThat(curl(BOB, PASSWORD, url() + "1").exitCode()).isNotZero();
    }

    @ParameterizedTest
    @CsvSource({
        "alice@mail.test, wrong",
        "carol@mail.test, correct horse  battery staple",
        "../hub/alice@mail.test, correct horse  battery staple"
    })
    void curlIsDeniedTheLogin(String user, String password) throws Exception {
        // CURLE_LOGIN_DENIED
        assertThat(curl(user, password, url()).exitCode()).isEqualTo(67);
    }

    @ParameterizedTest
    @CsvSource({"plain", "user"})
    void mpopFetchesMailAndDeletesIt(String method) throws Exception {
        Files.createDirectories(home.resolve("mail/new"));
        Files.createDirectories(home.resolve("mail/cur"));
        Files.createDirectories(home.resolve("mail/tmp"));
        Path config = write(
                "mpoprc",
                """
                account hub
                host localhost
                port %d
                user %s
                password "%s"
                auth %s
                tls on
                tls_starttls off
                tls_trust_file %s
                uidls_file %s
                delivery maildir %s
                keep off
                """
                        .replace("%d", Integer.toString(site.port()))
                        .replaceFirst("%s", ALICE)
                        .replaceFirst("%s", PASSWORD)
                        .replaceFirst("%s", method)
                        .replaceFirst("%s", site.caFile().toString())
                        .replaceFirst("%s", home.resolve("uidls").toString())
                        .replaceFirst("%s", home.resolve("mail").toString()));

        Program mpop = Program.run(home, "", "mpop", "-C", config.toString(), "hub");

        assertThat(mpop.exitCode()).as(mpop.output()).isZero();
        try (Stream<Path> mails = Files.list(home.resolve("mail/new"))) {
            assertThat(mails.map(Pop3ClientsTest::text)).hasSize(2).anySatisfy(mail -> assertThat(mail)
                    .endsWith(MAIL));
        }
        assertThat(site.mailsOf(ALICE)).isZero();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fetchmailFetchesMailThatIsKeptOnceOnly() throws Exception {
        Path config = write(
                "fetchmailrc",
                "poll localhost service " + site.port() + " protocol pop3 uidl user \"" + ALICE
                        + "\" password \"" + PASSWORD + "\" ssl sslproto \"TLS1.2+\" sslcertck sslcertfile \""
                        + site.caFile()
                        + "\" keep no rewrite mda \"cat >> " + home.resolve("mbox") + "\"\n");
        String[] command = {
            "fetchmail",
            "--nosyslog",
            "-f",
            config.toString(),
            "--idfile",
            home.resolve("ids").toString()
        };

        Program first = Program.run(home, "", command);
        Program second = Program.run(home, "", command);

        assertThat(first.exitCode()).as(first.output()).isZero();
        // There is no new mail.
        assertThat(second.exitCode()).as(second.output()).isOne();
        assertThat(Files.readString(home.resolve("mbox")))
                .containsOnlyOnce(".\n..two\n.one\n\n-- \nlast. Line\n.\n")
                .containsOnlyOnce("second\n");
        assertThat(site.mailsOf(ALICE)).isEqualTo(2);
    }

    @Test
    void poplibOfPythonTalksAtLength() throws Exception {
        String script =
                """
                import poplib, ssl, sys
                port, ca, user, password = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
                def login(password):
                    pop = poplib.POP3_SSL('localhost', port, timeout=60, context=ssl.create_default_context(cafile=ca))
                    pop.user(user)
                    pop.pass_(password)
                    return pop
                try:
                    login('wrong')
                except poplib.error_proto as e:
                    print(e)
                pop = login(password)
                print(pop.stat()[0], sorted(pop.capa()))
                print(len(pop.uidl()[1]), len(pop.list()[1]))
                print(pop.retr(1)[1])
                print(pop.top(1, 1)[1])
                pop.dele(1)
                pop.rset()
                pop.dele(2)
                print(pop.noop(), pop.quit())
                """;
        Program python = Program.run(
                home,
                script,
                "python3",
                "-",
                Integer.toString(site.port()),
                site.caFile().toString(),
                ALICE,
                PASSWORD);

        assertThat(python.exitCode()).as(python.output()).isZero();
        assertThat(python.output().lines())
                .containsExactly(
                        "b'-ERR [AUTH] the name or the password is wrong'",
                        "2 ['AUTH-RESP-CODE', 'EXPIRE', 'IMPLEMENTATION', 'PIPELINING', 'RESP-CODES', 'SASL', 'TOP', 'UIDL', 'USER', 'XWAIT']",
                        "2 2",
                        "[b'From: x@mail.test', b'Subject: dots', b'', b'.', b'..two', b'.one', b'', b'-- ', b'last. Line', b'.']",
                        "[b'From: x@mail.test', b'Subject: dots', b'', b'.']",
                        "b'+OK ' b'+OK bye'");
        assertThat(site.mailsOf(ALICE)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2, TLSv1.2", "-tls1_3, TLSv1.3"})
    void opensslIsAnsweredOverTls(String version, String name) throws Exception {
        Program openssl = openssl("QUIT\n", version, "-verify_return_error", "-verify_hostname", "localhost");

        assertThat(openssl.output())
                .contains("+OK Mail Shell is ready")
                .contains("+OK bye")
                .contains(name)
                .contains("Verification: OK");
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1 -cipher ALL:@SECLEVEL=0",
        "-tls1_1 -cipher ALL:@SECLEVEL=0",
        "-tls1_2 -cipher ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA:AES128-GCM-SHA256"
    })
    void opensslIsRefusedWithLess(String options) throws Exception {
        Program openssl = openssl("QUIT\n", options.split(" "));

        assertThat(openssl.exitCode()).isNotZero();
        assertThat(openssl.output()).doesNotContain("+OK");
    }

    private Program openssl(String input, String... options) throws Exception {
        return Program.run(
                home,
                input,
                Stream.concat(
                                Stream.of(
                                        "openssl",
                                        "s_client",
                                        "-connect",
                                        "localhost:" + site.port(),
                                        "-CAfile",
                                        site.caFile().toString(),
                                        "-ign_eof"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }
}
