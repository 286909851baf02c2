package dev.mailshell.doctor;

import dev.mailshell.config.MailService;
import dev.mailshell.hub.tls.TlsFiles;
import dev.mailshell.model.Amount;
import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Whether the certificate of a hub has its key and the name by which others know the hub, and how long it lasts. Whether it is trusted is
 * for those to say who connect.
 */
record HubCertificateCheck(MailService service, SecureRandom random, Instant now) implements Check {

    /** Of a kind of name, in {@link X509Certificate#getSubjectAlternativeNames}. */
    private static final Integer DNS_NAME = 2;

    private static final String REPLACE = "renew it, and see that the hub's files are written then";

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public List<Finding> look() throws CertificateParsingException {
        List<X509Certificate> chain;
        try {
            chain = TlsFiles.open(service.certificate(), service.key(), random).chain();
        } catch (IOException e) {
            return List.of(Finding.fail(
                    name(),
                    e.getMessage(),
                    "set mailshell.hub.certificate and mailshell.hub.key to a certificate and its own key"));
        }
        List<String> names = names(chain.get(0));
        if (names.stream().noneMatch(this::isOurs)) {
            return List.of(Finding.fail(
                    name(),
                    "it is for " + (names.isEmpty() ? "no name" : String.join(", ", names)) + " (expected "
                            + service.host() + ")",
                    "get one for that name, or set mailshell.hub.host to the name that others know the hub by"));
        }
        return List.of(lasting(chain));
    }

    private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? List.of()
                : names.stream()
                        .filter(name -> name.get(0).equals(DNS_NAME))
                        .map(name -> (String) name.get(1))
                        .toList();
    }

    /** A star stands for the first label, and for nothing else (RFC 9525 section 6.3). */
    private boolean isOurs(String name) {
        String host = service.host().toLowerCase(Locale.ROOT);
        String written = name.toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        return written.equals(host) || (dot > 0 && written.equals("*" + host.substring(dot)));
    }

    /** The chain begins with whatever of it begins last, and ends with whatever ends first. */
    private Finding lasting(List<X509Certificate> chain) {
        Instant begin = chain.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
        Instant end = TlsCheck.end(chain);
        if (now.isBefore(begin)) {
            return Finding.fail(name(), "it is not valid yet (from " + begin + ")", "set the clock of this machine");
        }
        if (now.isAfter(end)) {
            return Finding.fail(name(), "it has run out (on " + end + ")", REPLACE);
        }
        long days = ChronoUnit.DAYS.between(now, end);
        String fact = "for " + service.host() + ", with its key, " + Amount.of(days, "day") + " left";
        return days < TlsCheck.WARNING_DAYS ? Finding.warn(name(), fact, REPLACE) : Finding.ok(name(), fact);
    }
}
