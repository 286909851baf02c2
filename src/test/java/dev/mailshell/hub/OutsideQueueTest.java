package dev.mailshell.hub;

import static dev.mailshell.hub.MailSite.ALICE;
import static dev.mailshell.hub.MailSite.BOB;
import static dev.mailshell.hub.MailSite.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mailshell.camel.Backoff;
import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.QueuedMail;
import dev.mailshell.ledger.Recipients;
import dev.mailshell.model.MailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideQueueTest {

    @TempDir
    Path directory;

    private MailSite site;
    private OutsideQueue queue;

    @BeforeEach
    void open() throws Exception {
        site = MailSite.in(directory, true, 2_000);
        queue = new OutsideQueue(
                site.store,
                new Bounces(site.store, site.mailboxes, "mail.example.test", Clock.systemUTC(), UUID::randomUUID),
                Session.getInstance(new Properties()),
                Clock.systemUTC(),
                new Backoff(Duration.ofMinutes(1), Duration.ofHours(1), new SecureRandom()));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Exchange taken(Optional<MailAddress> sender, String text) throws Exception {
        site.store.accept("", MailSite.stream(text), new Recipients(sender, Set.of(), Set.of(OUTSIDE)));
        QueuedMail mail = queue.due().get(0);
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(mail);
        queue.open(exchange);
        return exchange;
    }

    private static Exchange refused(Exchange exchange) throws MessagingException {
        exchange.setProperty(
                Exchange.EXCEPTION_CAUGHT,
                new SMTPAddressFailedException(
                        new InternetAddress(OUTSIDE.value()), "RCPT", 550, "550 no such\r\nInjected: field"));
        return exchange;
    }

    @Test
    void leavesAMailAsItIsButForTheReturnPathOfMailboxes() throws Exception {
        String mail = String.join(
                "\r\n",
                "Received: here",
                "X-Odd:  two  blanks ",
                "\tand a fold",
                "From : a@example.test",
                "Subject: \u00e9\u00ff",
                "Bcc: ",
                "",
                "\u00e9 body",
                "",
                "");

        Exchange exchange = taken(Optional.of(ALICE), "Return-Path: <alice@example.test>\r\n" + mail);

        MimeMessage leaving = exchange.getMessage().getBody(MimeMessage.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        leaving.writeTo(bytes);
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).isEqualTo(mail);
        assertThat(leaving.getAllRecipients()).containsExactly(new InternetAddress(OUTSIDE.value()));
    }

    @Test
    void letsNothingLeaveForWhomSomebodyWroteIntoTheQueue() throws Exception {
        site.store.accept("", MailSite.stream("x"), new Recipients(Optional.of(ALICE), Set.of(BOB), Set.of(OUTSIDE)));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("state/mail.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE queue SET recipient = 'eve@elsewhere.test', sender = NULL");
        }
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(queue.due().get(0));

        DamagedMail refused = catchThrowableOfType(DamagedMail.class, () -> queue.open(exchange));
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, refused);
        queue.failed(exchange);

        assertThat(refused).hasMessage("nothing proves that it is to leave for this recipient");
        assertThat(exchange.getMessage().getBody()).isInstanceOf(QueuedMail.class);
        assertThat(site.store.queue().mails()).isZero();
        assertThat(site.mails(BOB)).containsExactly("x");
    }

    @Test
    void tellsTheSenderOfARefusalOnceAndInOneLine() throws Exception {
        queue.failed(refused(taken(Optional.of(ALICE), "x")));

        assertThat(site.store.queue().mails()).isZero();
        assertThat(site.mails(ALICE)).singleElement().satisfies(report -> assertThat(report)
                .startsWith("Return-Path: <>\r\n")
                .contains("\r\nAuto-Submitted: auto-replied\r\n")
                .contains("report-type=delivery-status")
                .contains("\r\nDiagnostic-Code: smtp; 550 no such Injected: field\r\n"));
    }

    @Test
    void tellsNobodyOfABounceThatIsRefused() throws Exception {
        queue.failed(refused(taken(Optional.empty(), "x")));

        assertThat(site.store.queue().mails()).isZero();
        assertThat(site.store.usages()).isEmpty();
    }

    @Test
    void tellsNobodyWhoIsNoUserAnyMore() throws Exception {
        Exchange refused = refused(taken(Optional.of(ALICE), "x"));
        site.users.remove(ALICE);

        queue.failed(refused);

        assertThat(site.store.queue().mails()).isZero();
        assertThat(site.store.usages()).isEmpty();
    }

    @Test
    void givesUpAlsoIfTheSenderHasNoRoomForTheReport() throws Exception {
        Exchange refused = refused(taken(Optional.of(ALICE), "x"));
        site.store.accept(
                "", MailSite.stream("y".repeat(1_900)), new Recipients(Optional.empty(), Set.of(ALICE), Set.of()));

        queue.failed(refused);

        assertThat(site.store.queue().mails()).isZero();
        assertThat(site.mails(ALICE)).hasSize(1);
    }
}
