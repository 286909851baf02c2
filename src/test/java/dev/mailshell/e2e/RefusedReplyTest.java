package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.realmail.RealMail;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reply that is too large for the mail server does not vanish. */
class RefusedReplyTest {

    private static final int LIMIT = 200_000;
    private static final String BIG = "@web1\nhead -c 300000 /dev/zero; exit 3\n";

    @TempDir
    Path directory;

    @Test
    void postfixRefusesItAndASmallerOneComes() throws Exception {
        RealMail.assumeAvailable();
        try (RealMail mail = RealMail.start(LIMIT, "web1", "alice");
                Parties parties = Parties.create(
                        directory,
                        List.of(identity(mail, "web1")),
                        List.of(identity(mail, "alice")),
                        KeyAlgorithm.EC,
                        address -> new HashMap<>(mail.environment(user(address))))) {
            parties.startServer("web1");
            parties.startClient("alice");
            parties.drop("alice", "big.cmd", BIG);

            requireSmallReply(new Replies(parties.home("alice")).awaitOne());
        }
    }

    @Test
    void theSmallerOneSurvivesARestart() throws Exception {
        AtomicBoolean away = new AtomicBoolean(true);
        AtomicInteger refusedForGood = new AtomicInteger();
        AtomicInteger refusedForNow = new AtomicInteger();
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("smtp.pem"));
        try (Parties parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice"));
                Mailbox alice = Mailbox.open(parties.environment("alice"));
                ScriptedServer smtp = ScriptedServer.tls(
                        authority,
                        directory,
                        "localhost",
                        "220 localhost ESMTP",
                        script(alice, away, refusedForGood, refusedForNow))) {
            var environment = parties.environment("web1");
            environment.put("MAILSHELL_SMTP_PORT", smtp.port());
            environment.put(
                    "MAILSHELL_TLS_CA_FILE",
                    CaFiles.join(
                            directory.resolve("both.pem"),
                            Path.of(environment.get("MAILSHELL_TLS_CA_FILE")),
                            directory.resolve("smtp.pem")));
            MailshellServer first = parties.startServer("web1");
            parties.startClient("alice");
            parties.drop("alice", "big.cmd", BIG);
            Patience.await().until(() -> refusedForNow.get() >= 1);
            first.close();
            away.set(false);
            parties.startServer("web1");

            requireSmallReply(new Replies(parties.home("alice")).awaitOne());
            assertThat(refusedForGood).hasValue(1);
            assertThat(parties.trail().stream().filter(event -> event.endsWith("ran, exit code 3")))
                    .hasSize(1);
        }
    }

    private static void requireSmallReply(Reply reply) {
        assertThat(reply.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(reply.exitCode()).hasValue(3);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.REPLY_REFUSED);
        assertThat(reply.stdout()).isEmpty();
    }

    /** Refuses large mails for good; small ones for now while it is away, and else puts them into the mailbox. */
    private static Function<String, String> script(
            Mailbox alice, AtomicBoolean away, AtomicInteger refusedForGood, AtomicInteger refusedForNow) {
        return said -> {
            if (said.startsWith("EHLO")) {
                return "250-localhost\r\n250 AUTH PLAIN LOGIN";
            }
            if (said.startsWith("AUTH")) {
                return "235 welcome";
            }
            if (said.equals("DATA")) {
                return "354 go on";
            }
            if (!said.endsWith("\r\n")) {
                return said.equals("QUIT") ? "221 bye" : "250 good";
            }
            if (said.length() > LIMIT) {
                refusedForGood.incrementAndGet();
                return "552 5.3.4 too large";
            }
            if (away.get()) {
                refusedForNow.incrementAndGet();
                return "451 4.3.2 come back later";
            }
            try {
                alice.append(said);
                return "250 2.0.0 taken";
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Identity identity(RealMail mail, String name) {
        return new Identity(
                new IdentityName(name), new MailAddress(mail.account(name).address()));
    }

    private static String user(MailAddress address) {
        return address.value().substring(0, address.value().indexOf('@'));
    }
}
