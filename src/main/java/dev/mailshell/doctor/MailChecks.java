package dev.mailshell.doctor;

import dev.mailshell.camel.MailSession;
import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.config.MailshellConfig;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is asked of mail servers, over one login to each of both. */
final class MailChecks implements AutoCloseable {

    static final String LOOP_BACK = "loop-back";

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.doctor");
    private static final String IMAP = "imap";
    private static final String SMTP = "smtp";

    private final MailshellConfig config;
    private final Clock clock;
    private final SecureRandom random;
    private final ImapVisit imap;
    private final SmtpVisit smtp;

    /** @throws IOException if the authorities that are trusted cannot be read */
    MailChecks(MailshellConfig config, Clock clock, SecureRandom random) throws IOException {
        this.config = config;
        this.clock = clock;
        this.random = random;
        Session session = MailSession.create(
                TrustedRoots.tls(config.caFile()), config.smtp().startTls(), MailServer.PATIENCE);
        this.imap = new ImapVisit(config.imap(), session);
        this.smtp = new SmtpVisit(config.smtp(), session);
    }

    List<Group> groups() {
        LoopBackMail mail = LoopBackMail.fresh(config.identity().address(), clock.instant(), random);
        return List.of(
                server(
                        IMAP,
                        MailServer.of(config.imap()),
                        new LoginCheck(config.imap().user(), imap::logIn)),
                server(
                        SMTP,
                        MailServer.of(config.smtp()),
                        new LoginCheck(config.smtp().user(), smtp::logIn)),
                Group.of(
                                "mailbox",
                                new IdleCheck(imap),
                                new FolderCheck(imap),
                                new ReceivedCheck(imap, random),
                                new RoomCheck(imap, config.maxMail()),
                                new ClockCheck(imap, random, clock))
                        .after(IMAP),
                Group.of(
                                "submission",
                                new SmtpSizeCheck(smtp, config.maxMail()),
                                new SendingLimitCheck(config.provider()))
                        .after(SMTP),
                Group.of(LOOP_BACK, new LoopBackCheck(mail, smtp, imap)).after(IMAP, SMTP));
    }

    private Group server(String name, MailServer server, Check login) {
        return Group.chain(
                name,
                new DnsCheck(server),
                new TcpCheck(server),
                new TlsCheck(server, config.caFile(), clock.instant()),
                login);
    }

    @Override
    public void close() {
        try (imap;
                smtp) {
            LOG.debug("the mail servers were asked all that there was to ask");
        } catch (MessagingException e) {
            LOG.debug("a connection to a mail server did not end in order", e);
        }
    }
}
