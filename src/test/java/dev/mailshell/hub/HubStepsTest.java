package dev.mailshell.hub;

import static dev.mailshell.hub.MailSite.ALICE;
import static dev.mailshell.hub.MailSite.BOB;
import static dev.mailshell.hub.MailSite.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.camel.SmtpTrouble;
import dev.mailshell.hub.smtp.SmtpRefusal;
import dev.mailshell.model.MailAddress;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubStepsTest {

    private static final String STRANGER = "mallory@elsewhere.test";
    private static final String MAIL = "From: " + STRANGER + "\r\nSubject: x\r\n\r\nhello\r\n";

    @TempDir
    Path directory;

    private MailSite site;

    @BeforeEach
    void open() throws Exception {
        site = MailSite.in(directory, true, 100_000);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static Exchange fromOutside(String from, String text) {
        return MailSite.mail(Optional.empty(), from, List.of(BOB), text);
    }

    @Test
    void sayFromWhomAMailCameAboveHowItCame() throws Exception {
        site.steps.store(fromOutside(STRANGER, MAIL));

        assertThat(site.mails(BOB)).singleElement().satisfies(mail -> assertThat(mail)
                .startsWith("Return-Path: <" + STRANGER + ">\r\nReceived: from client.test\r\n")
                .endsWith(MAIL));
    }

    @Test
    void leaveOnlyOurReturnPathInAMailboxAndItIsEmptyForABounce() throws Exception {
        site.steps.store(fromOutside("", "Return-Path: <" + ALICE + ">\r\n" + MAIL + "Return-Path: in the body\r\n"));

        assertThat(site.mails(BOB)).singleElement().satisfies(mail -> assertThat(mail)
                .startsWith("Return-Path: <>\r\nReceived: ")
                .doesNotContain("alice")
                .endsWith(MAIL + "Return-Path: in the body\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: alice@example.test",
                "From: ALICE@Example.Test",
                "From: alice@example.test, bob@example.test",
                "From: mallory@elsewhere.test, alice@example.test",
                "From: mallory@elsewhere.test\r\nFrom: alice@example.test",
                "From: mallory@elsewhere.test\r\nSender: alice@example.test",
                "From: (bank) alice@(x)example.test",
                "From: MAILER-DAEMON@mail.example.test",
                "From : alice@example.test",
                "From:\r\n alice@\r\n example.test"
            })
    void takeNothingFromOutsideThatSaysItIsFromHere(String author) {
        Exchange mail = fromOutside(STRANGER, author + "\r\n\r\nhello\r\n");

        assertThatThrownBy(() -> site.steps.checkSender(mail))
                .isInstanceOf(SmtpRefusal.class)
                .hasMessage("mail from this domain is submitted with a login");
    }

    @Test
    void takeNothingFromOutsideWhoseEnvelopeSaysItIsFromHere() {
        assertThatThrownBy(() -> site.steps.checkSender(fromOutside("Alice@EXAMPLE.test", MAIL)))
                .hasMessage("mail from this domain is submitted with a login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: friends: alice@example.test;", "From: alice@example.test.", "From: <alice"})
    void refuseForGoodWhatNamesNobodyThatCanBeRead(String author) {
        assertThatThrownBy(() -> site.steps.checkSender(fromOutside(STRANGER, author + "\r\n\r\nhello\r\n")))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class, refusal -> assertThat(refusal.code()).isEqualTo(554));
    }

    @Test
    void relayNothingFromOutsideForAUserWhoIsRemovedWhileItComes() {
        Exchange mail = fromOutside(STRANGER, MAIL);
        site.users.remove(BOB);

        assertThatThrownBy(() -> site.steps.store(mail)).isInstanceOf(SmtpRefusal.class);
        assertThat(site.store.queue().mails()).isZero();
    }

    @Test
    void letNothingLeaveForOurOwnDomain() {
        Exchange mail = MailSite.mail(Optional.of(ALICE), ALICE.value(), List.of(BOB, OUTSIDE), MAIL);
        site.users.remove(BOB);

        assertThatThrownBy(() -> site.steps.store(mail)).isInstanceOf(SmtpRefusal.class);
        assertThat(site.store.queue().mails()).isZero();
    }

    @Test
    void queueWhatAUserWritesToOthers() throws Exception {
        site.steps.store(MailSite.mail(Optional.of(ALICE), ALICE.value(), List.of(BOB, OUTSIDE), MAIL));

        assertThat(site.store.queue().mails()).isOne();
        assertThat(site.mails(BOB)).hasSize(1);
    }

    @Test
    void failForGoodWithAReplyToWhoIsNoUserAnyMore() throws Exception {
        site.users.remove(BOB);

        assertThatThrownBy(() -> site.steps.deliver(reply(BOB))).matches(SmtpTrouble::isFinal);
        assertThat(site.store.queue().mails()).isZero();
    }

    @Test
    void deliverAReplyWithItsReturnPath() throws Exception {
        site.steps.deliver(reply(BOB));

        assertThat(site.mails(BOB)).singleElement().satisfies(mail -> assertThat(mail)
                .startsWith("Return-Path: <hub@example.test>\r\n"));
    }

    private static Exchange reply(MailAddress recipient) throws Exception {
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient.value()));
        mail.setText("answer");
        Exchange exchange = MailSite.mail(Optional.empty(), "", List.of(), "");
        exchange.getMessage().setBody(mail);
        return exchange;
    }
}
