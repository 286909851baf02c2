package dev.mailshell.hub.sender;

import dev.mailshell.hub.sender.SpfResult.Identity;
import dev.mailshell.model.MailAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.jspf.impl.SPF;

/** Evaluates the SPF record of the envelope's domain, by jSPF under our bounds. */
final class SpfCheck {

    private final Lookups lookups;
    private final String authservId;

    SpfCheck(Lookups lookups, String authservId) {
        this.lookups = lookups;
        this.authservId = authservId;
    }

    SpfResult verify(Connection connection) {
        Optional<String> mailFrom = connection.mailFrom().map(MailAddress::value);
        Identity identity = mailFrom.isPresent() ? Identity.MAIL_FROM : Identity.HELO;
        Optional<DomainName> domain =
                DomainName.of(mailFrom.map(SpfCheck::domain).orElseGet(connection::helo));
        if (domain.isEmpty()) {
            return new SpfResult(Outcome.NONE, identity, domain);
        }
        // As a macro it would go into names that are asked for.
        String helo = DomainName.of(connection.helo()).map(DomainName::value).orElse("unknown");
        SpfLookups bounded = new SpfLookups(lookups, authservId);
        String result = new SPF(bounded)
                .checkSPF(address(connection.client()), mailFrom.orElse(""), helo)
                .getResult();
        return new SpfResult(bounded.failure().orElseGet(() -> outcome(result)), identity, domain);
    }

    private static Outcome outcome(String result) {
        return Outcome.valueOf(result.toUpperCase(Locale.ROOT));
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** Without the name of a network interface. */
    private static String address(InetAddress client) {
        try {
            return InetAddress.getByAddress(client.getAddress()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
