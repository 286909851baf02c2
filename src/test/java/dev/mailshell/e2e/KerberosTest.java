package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.LiveCli;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.realmail.Kdc;
import dev.mailshell.realmail.RealMail;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Dovecot and a real Postfix let parties in by the tickets of a real KDC; they would take the passwords as well, which the parties also have. */
class KerberosTest {

    @TempDir
    static Path directory;

    /** Open to the mail servers. */
    @TempDir
    static Path realm;

    private static RealParties real;
    private static Parties parties;
    private static Kdc kdc;

    @BeforeAll
    static void start() throws Exception {
        Kdc.assumeAvailable();
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        parties = real.parties();
        RealMail mail = real.mail();
        kdc = Kdc.start(realm, "web1", "alice");
        mail.logins().offerKerberos(kdc);
        for (String name : List.of("web1", "alice")) {
            Map<String, String> environment = parties.environment(name);
            environment.keySet().removeIf(variable -> variable.endsWith("_USER"));
            environment.put("MAILSHELL_LOGIN", "kerberos");
            environment.put("MAILSHELL_KERBEROS_PRINCIPAL", name + "@" + Kdc.REALM);
            environment.put("MAILSHELL_KERBEROS_KEYTAB", kdc.keytab(name).toString());
        }
        // Both ways of submission.
        parties.environment("alice").put("MAILSHELL_SMTP_STARTTLS", "true");
        parties.environment("alice").put("MAILSHELL_SMTP_PORT", Integer.toString(mail.submissionPort()));
        parties.startServer("web1");
        parties.startClient("alice");
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
        if (kdc != null) {
            kdc.close();
        }
    }

    @Test
    void aCommandRunsAndIsAnsweredAndNoPasswordIsEverSent() throws Exception {
        real.assertAnswers("hello");

        assertThat(real.mail().loginLines())
                .isNotEmpty()
                .allMatch(line -> line.contains("method=GSSAPI"))
                .anyMatch(line -> line.contains("imap-login") && line.contains("user=<web1@mail.test>"))
                .anyMatch(line -> line.contains("sasl_method=GSSAPI"));
    }

    @Test
    void theDoctorShowsTheTicketAndLogsInByItToo() {
        LiveCli doctor = real.doctor("web1", Map.of());

        assertThat(doctor.out()).contains("web1@MAIL.TEST has a ticket until").contains("web1@mail.test is let in");
        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
    }

    @Test
    void whoHasTicketsGoesOnWithoutAKdcAndTheDoctorSaysThatItIsAway() throws Exception {
        // Both parties have tickets for both mail servers then.
        real.assertAnswers("before");
        try (LogLines log = LogLines.of("mailshell.mailbox")) {
            kdc.stop();
            LiveCli doctor = real.doctor("web1", Map.of());
            // Who has tickets needs no KDC.
            real.mail().kick("web1");
            real.assertAnswers("withoutkdc");

            assertThat(doctor.out())
                    .contains("there is no ticket for web1@MAIL.TEST (")
                    .contains("hint: it is tried again soon; see that /etc/krb5.conf names the realm");
            assertThat(doctor.exitCode()).isNotZero();
            assertThat(log.lines()).noneMatch(line -> line.contains("without a Kerberos ticket"));
        } finally {
            kdc.restart();
        }
        real.assertAnswers("again");
    }

    @Test
    void isNotLetInByItsPasswordWhereKerberosIsNotOffered() throws Exception {
        real.mail().configureDovecot("auth_mechanisms = plain\n");
        try {
            LiveCli doctor = real.doctor("web1", Map.of());

            assertThat(doctor.out())
                    .contains("the login is refused (the mail server does not offer GSSAPI)")
                    .contains("fail    imap")
                    .contains("fail    smtp");
            assertThat(real.mail().loginLines()).noneMatch(line -> line.contains("method=PLAIN"));
        } finally {
            real.mail().logins().offerKerberos(kdc);
        }
        real.assertAnswers("offered");
    }
}
