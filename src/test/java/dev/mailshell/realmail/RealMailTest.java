package dev.mailshell.realmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mailshell.hub.ThrowAwayCa;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealMailTest {

    private RealMail mail;

    @BeforeEach
    void start() throws Exception {
        RealMail.assumeAvailable();
        mail = RealMail.start(20_000, "web1", "alice");
    }

    @AfterEach
    void stop() {
        if (mail != null) {
            mail.close();
        }
    }

    @Test
    void aMailThatIsSubmittedArrivesInTheMailbox() throws Exception {
        submit("uptime");
        awaitDelivered(1);

        try (Store store = session(mail.tls()).getStore("imaps")) {
            store.connect(mail.account("web1").address(), mail.account("web1").password());
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessage(1).getContent()).asString().isEqualToIgnoringNewLines("uptime");
            }
        }
        assertThat(mail.mails("web1")).hasSize(1);
        assertThat(mail.mails("alice")).isEmpty();
    }

    @Test
    void anotherAuthorityIsNotTrusted(@TempDir Path directory) throws Exception {
        Path stranger = directory.resolve("ca.crt");
        new ThrowAwayCa(Clock.systemUTC()).writeCertificate(stranger);

        try (Store store = session(TrustedTls.trusting(stranger)).getStore("imaps")) {
            assertThatThrownBy(() -> store.connect(
                            mail.account("web1").address(), mail.account("web1").password()))
                    .isInstanceOf(MessagingException.class)
                    .hasRootCauseInstanceOf(CertPathBuilderException.class)
                    .hasCauseInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void aMailOverTheLimitIsRefused() {
        assertThatThrownBy(() -> submit("x".repeat(30_000)))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("552");
    }

    @Test
    void nothingCanBeSubmittedWhilePostfixIsDownAndDeliveryGoesOnAfterwards() throws Exception {
        mail.stopPostfix();
        assertThatThrownBy(() -> submit("lost")).isInstanceOf(MessagingException.class);

        mail.startPostfix();
        submit("after the break");
        awaitDelivered(1);
    }

    @Test
    void nobodyCanLogInToSubmitWhileDovecotIsDownAndDeliveryGoesOnAfterwards() throws Exception {
        mail.stopDovecot();
        assertThatThrownBy(() -> submit("lost")).isInstanceOf(MessagingException.class);

        mail.startDovecot();
        submit("after the break");
        awaitDelivered(1);
    }

    @Test
    void nothingIsLeftAfterTheEnd() {
        Path directory = mail.caFile().getParent().getParent();

        mail.close();
        mail = null;

        assertThat(directory).doesNotExist();
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.contains(directory.toString())))
                .isEmpty();
    }

    private void awaitDelivered(int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(mail.delivered("web1")).isEqualTo(count));
    }

    private void submit(String text) throws Exception {
        RealMail.Account alice = mail.account("alice");
        Session session = session(mail.tls());
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(alice.address()));
        message.setRecipient(
                Message.RecipientType.TO,
                new InternetAddress(mail.account("web1").address()));
        message.setText(text);
        try (Transport smtps = session.getTransport("smtps")) {
            smtps.connect(alice.address(), alice.password());
            smtps.sendMessage(message, message.getAllRecipients());
        }
    }

    private Session session(SSLContext tls) {
        Properties settings = new Properties();
        for (String protocol : new String[] {"imaps", "smtps"}) {
            settings.put("mail." + protocol + ".host", RealMail.HOST);
            settings.put("mail." + protocol + ".ssl.socketFactory", tls.getSocketFactory());
            settings.put("mail." + protocol + ".ssl.checkserveridentity", "true");
            settings.put("mail." + protocol + ".connectiontimeout", "10000");
            settings.put("mail." + protocol + ".timeout", "10000");
        }
        settings.put("mail.imaps.port", Integer.toString(mail.imapsPort()));
        settings.put("mail.smtps.port", Integer.toString(mail.smtpsPort()));
        settings.put("mail.smtps.auth", "true");
        return Session.getInstance(settings);
    }
}
