package dev.mailshell.kerberos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mailshell.config.KerberosClient;
import dev.mailshell.realmail.Kdc;
import dev.mailshell.realmail.Prerequisite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tickets of a real KDC. */
class TicketsTest {

    @TempDir
    static Path directory;

    private static Kdc kdc;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Clock.systemUTC().instant());

    @BeforeAll
    static void start() throws Exception {
        Kdc.assumeAvailable();
        kdc = Kdc.start(directory, "web1");
    }

    @AfterAll
    static void stop() {
        if (kdc != null) {
            kdc.close();
        }
    }

    private Tickets tickets(String user, String keytabOf) {
        return new Tickets(new KerberosClient(user + "@" + Kdc.REALM, kdc.keytab(keytabOf)), now::get);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static String said(Tickets tickets) {
        TicketFailure failure = catchThrowableOfType(TicketFailure.class, tickets::current);
        assertThat(failure).isNotNull();
        return failure.getMessage() + " | " + failure.hint();
    }

    @Test
    void oneTicketIsUsedUntilFiveMinutesBeforeItsEnd() throws Exception {
        Tickets tickets = tickets("web1", "web1");
        Instant end = tickets.end();
        long issued = kdc.answers("ISSUE");

        pass(Duration.between(now.get(), end).minusMinutes(6));
        assertThat(tickets.end()).isEqualTo(end);
        assertThat(kdc.answers("ISSUE")).isEqualTo(issued);

        pass(Duration.ofMinutes(2));
        tickets.current();
        assertThat(kdc.answers("ISSUE")).isEqualTo(issued + 1);
    }

    @Test
    void aTicketIsUsedOnWhileThereIsNoNewOneAndNoLonger() throws Exception {
        Tickets tickets = tickets("web1", "web1");
        Instant end = tickets.end();
        kdc.stop();
        try {
            now.set(end.minusSeconds(60));
            assertThat(tickets.current()).isNotNull();

            now.set(end);
            assertThat(said(tickets))
                    .startsWith("there is no ticket for web1@MAIL.TEST (")
                    .endsWith("it is tried again soon; see that /etc/krb5.conf names the realm, and that its KDC can be"
                            + " reached");
        } finally {
            kdc.restart();
        }
        assertThat(catchThrowableOfType(TicketFailure.class, tickets::current))
                .as("a moment later")
                .isNotNull();
        pass(Duration.ofMinutes(5));
        assertThat(tickets.current()).isNotNull();
    }

    @Test
    void anOldKeyIsTriedOnceAndANewKeytabAtOnce() throws Exception {
        kdc.admin("addprinc +requires_preauth -randkey db1");
        kdc.writeKeytab("db1");
        kdc.changeKeys("db1");
        Tickets tickets = tickets("db1", "db1");

        said(tickets);
        long tried = kdc.answers("PREAUTH_FAILED");
        for (int look = 0; look < 10; look++) {
            assertThat(said(tickets))
                    .startsWith("there is no ticket for db1@MAIL.TEST (")
                    .endsWith(
                            "the keytab has an old key: have it made anew with ktadd; it is tried again once it has changed");
            pass(Duration.ofMinutes(1));
        }
        assertThat(kdc.answers("PREAUTH_FAILED")).isEqualTo(tried).isPositive();

        kdc.writeKeytab("db1");
        assertThat(tickets.current()).isNotNull();
    }

    @Test
    void saysWhoTheRealmDoesNotKnow() throws Exception {
        kdc.admin("addprinc -randkey gone");
        kdc.writeKeytab("gone");
        kdc.admin("delprinc -force gone");

        assertThat(said(tickets("gone", "gone")))
                .startsWith("there is no ticket for gone@MAIL.TEST (Client not found in Kerberos database (6)")
                .endsWith("correct mailshell.kerberos.principal, or have gone@MAIL.TEST added to its realm");
    }

    @Test
    void asksNobodyWithTheKeytabOfSomebodyElse() throws Exception {
        long asked = kdc.answers("AS_REQ");

        assertThat(said(tickets("other", "web1")))
                .isEqualTo("the keytab " + kdc.keytab("web1") + " holds no key of other@MAIL.TEST"
                        + " that can be used | look into it with klist -k, and have it made anew with ktadd");
        assertThat(kdc.answers("AS_REQ")).isEqualTo(asked);
    }

    @Test
    void saysThatTheClocksDiffer() throws Exception {
        Prerequisite.require(
                Files.exists(Path.of("/usr/bin/faketime")), "no faketime (Debian: apt-get install faketime)");
        kdc.stop();
        kdc.restartAhead();

        String said = said(tickets("web1", "web1"));

        kdc.stop();
        kdc.restart();
        assertThat(said)
                .contains("Clock skew too great (37)")
                .endsWith("set the clock of this machine: it may differ from the realm's by five minutes at most");
    }
}
