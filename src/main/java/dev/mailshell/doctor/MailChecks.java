package dev.mailshell.doctor;

import dev.mailshell.camel.Credentials;
import dev.mailshell.camel.MailSession;
import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.config.ImapMailbox;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.PopMailbox;
import jakarta.mail.Session;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is asked of mail servers, over one login to each of both. */
final class MailChecks implements AutoCloseable {

    static final String LOOP_BACK = "loop-back";

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.doctor");
    private static final String IMAP = "imap";
    private static final String POP3 = "pop3";
    private static final String SMTP = "smtp";

    private final MailshellConfig config;
    private final Clock clock;
    private final SecureRandom random;
    private final SSLContext tls;
    private final Credentials credentials;
    private final Optional<ImapVisit> imap;
    private final Optional<PopVisit> pop3;
    private final Optional<SmtpVisit> smtp;

    /**
     * @param redaction told of each token before it is sent
     * @throws IOException if the authorities that are trusted cannot be read
     */
    MailChecks(MailshellConfig config, Redaction redaction, Clock clock, SecureRandom random) throws IOException {
        this.config = config;
        this.clock = clock;
        this.random = random;
        this.tls = TrustedRoots.tls(config);
        this.credentials = Credentials.of(config, clock);
        Session session = MailSession.of(config, credentials.sasl(), MailServer.PATIENCE);
        this.imap = config.reception() instanceof ImapMailbox mailbox
                ? Optional.of(new ImapVisit(
                        mailbox, redaction.hiding(mailbox.user(), credentials.secret(mailbox.password())), session))
                : Optional.empty();
        this.pop3 = config.reception() instanceof PopMailbox mailbox
                ? Optional.of(new PopVisit(mailbox, session))
                : Optional.empty();
        this.smtp = config.smtp()
                .map(submission -> new SmtpVisit(
                        submission,
                        redaction.hiding(submission.user(), credentials.secret(submission.password())),
                        session));
    }

    /** Of those mail servers that the party has. */
    List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        if (config.kerberos().isPresent() || config.clientCertificate().isPresent()) {
            groups.add(Group.of("credential", new CredentialCheck(credentials.tickets(), config, clock)));
        }
        imap.ifPresent(visit -> groups.add(server(
                IMAP,
                MailServer.of(visit.mailbox()),
                new LoginCheck(visit.mailbox().user(), visit::logIn))));
        pop3.ifPresent(visit -> groups.add(server(
                POP3,
                MailServer.of(visit.mailbox()),
                new LoginCheck(visit.mailbox().user(), visit::logIn))));
        config.smtp()
                .ifPresent(submission -> smtp.ifPresent(visit -> groups.add(
                        server(SMTP, MailServer.of(submission), new LoginCheck(submission.user(), visit::logIn)))));
        imap.ifPresent(visit -> groups.add(mailbox(visit)));
        pop3.ifPresent(visit ->
                groups.add(Group.of("mailbox", new MaildropCheck(visit)).after(POP3)));
        smtp.ifPresent(visit -> groups.add(submission(visit)));
        imap.ifPresent(in -> smtp.ifPresent(out -> groups.add(loopBack(in, out))));
        return groups;
    }

    private Group mailbox(ImapVisit visit) {
        List<Check> checks = new ArrayList<>(List.of(new IdleCheck(visit), FolderCheck.ofMail(visit)));
        visit.mailbox().junkFolder().ifPresent(folder -> checks.add(FolderCheck.ofJunk(visit, folder)));
        checks.add(new ReceivedCheck(visit, random));
        checks.add(new RoomCheck(visit, config.maxMail()));
        checks.add(new ClockCheck(visit, random, clock));
        return Group.of("mailbox", checks.toArray(Check[]::new)).after(IMAP);
    }

    private Group submission(SmtpVisit visit) {
        return Group.of(
                        "submission",
                        new SmtpSizeCheck(visit, config.maxMail()),
                        new SendingLimitCheck(config.smtp().orElseThrow().limits()))
                .after(SMTP);
    }

    private Group loopBack(ImapVisit in, SmtpVisit out) {
        LoopBackMail mail = LoopBackMail.fresh(config.identity().address(), clock.instant(), random);
        return Group.of(LOOP_BACK, new LoopBackCheck(mail, out, in)).after(IMAP, SMTP);
    }

    private Group server(String name, MailServer server, Check login) {
        return Group.chain(
                name, new DnsCheck(server), new TcpCheck(server), new TlsCheck(server, tls, clock.instant()), login);
    }

    @Override
    public void close() {
        imap.ifPresent(MailChecks::close);
        pop3.ifPresent(MailChecks::close);
        smtp.ifPresent(MailChecks::close);
    }

    private static void close(AutoCloseable visit) {
        try {
            visit.close();
        } catch (Exception e) {
            LOG.debug("a connection to a mail server did not end in order", e);
        }
    }
}
