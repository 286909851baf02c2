package dev.mailshell.doctor;

import dev.mailshell.camel.ShownCertificate;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.kerberos.Tickets;
import dev.mailshell.model.Amount;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Whether there is a ticket, or a certificate that counts, to log in to mail servers with.
 *
 * @param tickets those of Kerberos; empty where a certificate is shown
 */
record CredentialCheck(Optional<Tickets> tickets, MailshellConfig config, InstantSource clock) implements Check {

    @Override
    public String name() {
        return tickets.isPresent() ? "ticket" : "certificate";
    }

    @Override
    public List<Finding> look() throws IOException {
        return List.of(tickets.isPresent() ? ticket(tickets.get()) : certificate());
    }

    private Finding ticket(Tickets ours) {
        return Finding.ok(
                name(), ours.principal() + " has a ticket until " + ours.end().truncatedTo(ChronoUnit.SECONDS));
    }

    private Finding certificate() throws IOException {
        ShownCertificate shown = ShownCertificate.of(config).orElseThrow();
        String subject = shown.chain().get(0).getSubjectX500Principal().getName();
        Instant end = TlsCheck.end(shown.chain());
        Instant now = clock.instant();
        if (!now.isBefore(end)) {
            return Finding.fail(name(), subject + " has run out (" + end + ")", "have it renewed by its authority");
        }
        long days = ChronoUnit.DAYS.between(now, end);
        String fact = subject + ", " + Amount.of(days, "day") + " left";
        return days < TlsCheck.WARNING_DAYS
                ? Finding.warn(name(), fact, "have it renewed by its authority")
                : Finding.ok(name(), fact);
    }
}
