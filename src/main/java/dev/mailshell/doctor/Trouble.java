package dev.mailshell.doctor;

import dev.mailshell.credential.CredentialFailure;
import jakarta.mail.AuthenticationFailedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in words why a check could not look. */
final class Trouble {

    private final boolean ownAuthority;

    /** @param ownAuthority whether {@code mailshell.tls.ca-file} is set */
    Trouble(boolean ownAuthority) {
        this.ownAuthority = ownAuthority;
    }

    Finding in(Check check, Throwable failure) {
        Finding finding = in(check.name(), failure);
        return check.subject().isEmpty()
                ? finding
                : Finding.fail(check.name(), check.subject() + ": " + finding.fact(), finding.hint());
    }

    private Finding in(String check, Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .toList();
        return ofCredential(check, causes)
                .or(() -> ofLine(check, causes))
                .or(() -> ofCertificate(check, causes))
                .or(() -> ofLogin(check, causes))
                .orElseGet(() -> Finding.fail(check, lastMessage(causes), ""));
    }

    /** Its own words tell more than what is behind them. */
    private static Optional<Finding> ofCredential(String check, List<Throwable> causes) {
        return causes.stream()
                .filter(CredentialFailure.class::isInstance)
                .map(CredentialFailure.class::cast)
                .findFirst()
                .map(failure -> Finding.fail(check, failure.getMessage(), failure.hint()));
    }

    private static Optional<Finding> ofLine(String check, List<Throwable> causes) {
        if (has(causes, UnknownHostException.class)) {
            return fail(
                    check,
                    "the host is not known",
                    "correct its name in mailshell.properties; does this machine ask a name server?");
        }
        if (has(causes, SocketTimeoutException.class)) {
            return fail(check, "there was no answer in time", "is a firewall in between? Are host and port right?");
        }
        if (has(causes, ConnectException.class) || has(causes, NoRouteToHostException.class)) {
            return fail(
                    check,
                    "the connection is refused",
                    "are host and port right, and does the mail server run? A firewall may forbid it");
        }
        return Optional.empty();
    }

    private Optional<Finding> ofCertificate(String check, List<Throwable> causes) {
        if (has(causes, CertificateExpiredException.class)) {
            return fail(
                    check,
                    "the certificate of the mail server has run out ("
                            + message(causes, CertificateExpiredException.class) + ")",
                    "whoever runs the mail server has to renew it; is the clock of this machine right?");
        }
        if (has(causes, CertificateNotYetValidException.class)) {
            return fail(check, "the certificate of the mail server is not valid yet", "set the clock of this machine");
        }
        if (has(causes, CertPathBuilderException.class) || has(causes, CertPathValidatorException.class)) {
            return fail(
                    check,
                    "the certificate of the mail server is of an authority that is not trusted",
                    ownAuthority
                            ? "only those in mailshell.tls.ca-file are: does it hold the right one?"
                            : "name a file with its authority in mailshell.tls.ca-file, if that mail server is yours");
        }
        if (has(causes, CertificateException.class)) {
            return fail(
                    check,
                    "the certificate of the mail server is for another name ("
                            + message(causes, CertificateException.class) + ")",
                    "write the host in mailshell.properties as the certificate has it");
        }
        if (has(causes, SSLException.class)) {
            return fail(
                    check,
                    "no TLS could be agreed on (" + message(causes, SSLException.class) + ")",
                    "is it the right port? 993 for IMAP, 995 for POP3; 465 for SMTP, or 587 with mailshell.smtp.starttls=true");
        }
        return Optional.empty();
    }

    private static Optional<Finding> ofLogin(String check, List<Throwable> causes) {
        if (has(causes, AuthenticationFailedException.class)) {
            return fail(
                    check,
                    "the login is refused (" + message(causes, AuthenticationFailedException.class) + ")",
                    "set user and password right; most providers want an app password, which the account's settings make");
        }
        return Optional.empty();
    }

    private static Optional<Finding> fail(String check, String fact, String hint) {
        return Optional.of(Finding.fail(check, fact, hint));
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static String message(List<Throwable> causes, Class<? extends Throwable> type) {
        return firstLine(causes.stream().filter(type::isInstance).findFirst().orElseThrow());
    }

    private static String lastMessage(List<Throwable> causes) {
        return firstLine(causes.get(causes.size() - 1));
    }

    private static String firstLine(Throwable cause) {
        return Optional.ofNullable(cause.getMessage())
                .flatMap(message -> message.lines().findFirst())
                .orElse("an unexpected failure");
    }
}
