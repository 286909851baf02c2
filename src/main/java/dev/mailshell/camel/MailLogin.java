package dev.mailshell.camel;

import jakarta.mail.PasswordAuthentication;
import java.util.function.Supplier;
import org.apache.camel.component.mail.MailAuthenticator;

/** Knows the password, or gets the token that takes its place, so that no URI has to. */
final class MailLogin extends MailAuthenticator {

    private final String user;
    private final Supplier<String> password;

    MailLogin(String user, Supplier<String> password) {
        this.user = user;
        this.password = password;
    }

    /** @throws dev.mailshell.credential.CredentialFailure if there is no token, or no ticket */
    @Override
    public PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(user, password.get());
    }
}
