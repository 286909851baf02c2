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

/** What a login by ticket or by certificate needs. */
class LoginFilesTest {

    private static final String KERBEROS =
            """
            mailshell.login=kerberos
            mailshell.kerberos.principal=web1@MAIL.TEST
            mailshell.kerberos.keytab=keytab
            """;

    private static final String CERTIFICATE =
            """
            mailshell.login=certificate
            mailshell.tls.client-certificate=client.crt
            mailshell.tls.client-key=client.key
            """;

    @TempDir
    Path directory;

    private TestHome web1;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = TestHome.in(directory);
        web1.write("keytab", "keys", "rw-------");
        web1.write("client.crt", "certificate", "rw-r--r--");
        web1.write("client.key", "key", "rw-------");
    }

    private String problem(String settings) throws Exception {
        web1.append(settings);
        assertThat(web1.problems(Map.of())).hasSize(1);
        Problem problem = web1.problems(Map.of()).get(0);
        return problem.place() + ": " + problem.fact() + " | " + problem.hint();
    }

    @Test
    void usesNoPasswordWithATicket() throws Exception {
        web1.append(KERBEROS);

        MailshellConfig config = web1.load(Map.of());

        assertThat(config.kerberos())
                .contains(new KerberosClient(
                        "web1@MAIL.TEST", web1.home().directory().resolve("keytab")));
        assertThat(TestHome.imap(config).password()).isEmpty();
        assertThat(config.smtp().orElseThrow().password()).isEmpty();
        assertThat(config.clientCertificate()).isEmpty();
    }

    @Test
    void usesNoPasswordWithACertificate() throws Exception {
        web1.append(CERTIFICATE);

        MailshellConfig config = web1.load(Map.of());

        assertThat(config.clientCertificate())
                .contains(new ClientCertificate(
                        web1.home().directory().resolve("client.crt"),
                        web1.home().directory().resolve("client.key")));
        assertThat(TestHome.imap(config).password()).isEmpty();
        assertThat(config.kerberos()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"web1", "@MAIL.TEST", "web1@", "web 1@MAIL.TEST", "web1@MAIL@TEST", "web1/@MAIL.TEST"})
    void refusesWhatIsNoPrincipal(String principal) throws Exception {
        assertThat(problem(KERBEROS.replace("web1@MAIL.TEST", principal)))
                .contains("mailshell.kerberos.principal cannot be used (was " + principal + ", expected name@REALM)");
    }

    @Test
    void refusesAKeytabThatOthersCanRead() throws Exception {
        TestHome.mode(web1.home().directory().resolve("keytab"), "rw-r--r--");

        assertThat(problem(KERBEROS))
                .startsWith("keytab: the file holds the keys of a principal and others can use it (mode 0644,");
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws Exception {
        TestHome.mode(web1.home().directory().resolve("client.key"), "rw-r-----");

        assertThat(problem(CERTIFICATE))
                .startsWith("client.key: the file holds a private key and others can use it (mode 0640,");
    }

    @Test
    void refusesACertificateThatOthersCanWrite() throws Exception {
        TestHome.mode(web1.home().directory().resolve("client.crt"), "rw-rw-r--");

        assertThat(problem(CERTIFICATE)).startsWith("client.crt: the file can be written by others");
    }

    @Test
    void refusesAUserBesideATicket() throws Exception {
        assertThat(problem(KERBEROS + "mailshell.imap.user=other\n"))
                .contains("mailshell.imap.user cannot be used (mailshell.login is kerberos, expected no user)"
                        + " | remove it: the mail server takes the account from the ticket, or from the certificate");
    }

    @Test
    void refusesAKeytabThatIsNotUsed() throws Exception {
        assertThat(problem("mailshell.kerberos.keytab=keytab\n"))
                .contains("mailshell.kerberos.keytab cannot be used (mailshell.login is password, expected kerberos)"
                        + " | write mailshell.login=kerberos, or remove it");
    }

    @Test
    void refusesAMaildropWithATicket() throws Exception {
        web1.append(KERBEROS);
        web1.replace("mailshell.imap.host=imap.mail.test\n", "mailshell.pop3.host=pop.mail.test\n");

        assertThat(web1.problems(Map.of()))
                .singleElement()
                .extracting(Problem::fact)
                .asString()
                .contains("mailshell.login cannot be used"
                        + " (mail is read by POP3, expected IMAP where the login is not by password)");
    }

    @Test
    void needsBothFilesOfACertificate() throws Exception {
        assertThat(problem(CERTIFICATE.replace("mailshell.tls.client-key=client.key\n", "")))
                .contains("mailshell.tls.client-key is missing");
    }
}
