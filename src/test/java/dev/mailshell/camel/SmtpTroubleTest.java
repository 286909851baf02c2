package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.credential.CredentialFailure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;
import org.junit.jupiter.api.Test;

class SmtpTroubleTest {

    @Test
    void tellsWithWhichServerThereIsNoConnectionAndWhy() {
        Exception failure = new IllegalStateException(new MailConnectException(new SocketConnectException(
                "no socket", new ConnectException("Connection refused"), "mail.test", 465, 20_000)));

        assertThat(SmtpTrouble.answer(failure)).contains("no connection to mail.test:465 (Connection refused)");
        assertThat(SmtpTrouble.isFinal(failure)).isFalse();
    }

    @Test
    void tellsWhatTheServerSaidLast() {
        Exception failure =
                new MessagingException("Invalid Addresses", new MessagingException("550 5.1.1 no such mailbox\n"));

        assertThat(SmtpTrouble.answer(failure)).contains("550 5.1.1 no such mailbox");
    }

    @Test
    void saysNothingOfAFaultOfOurs() {
        assertThat(SmtpTrouble.answer(new IllegalStateException("a fault"))).isEmpty();
    }

    @Test
    void whoLacksATicketWasRefusedByNobody() {
        CredentialFailure none = new CredentialFailure("there is no ticket", "wait", null) {
            private static final long serialVersionUID = 1L;

            @Override
            public String lacking() {
                return "a ticket";
            }
        };

        assertThat(SmtpTrouble.lacksCredential(new AuthenticationFailedException("there is no ticket; wait", none)))
                .isTrue();
        assertThat(SmtpTrouble.lacksCredential(new AuthenticationFailedException("535 no")))
                .isFalse();
    }
}
