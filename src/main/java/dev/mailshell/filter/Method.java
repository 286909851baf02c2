package dev.mailshell.filter;

import dev.mailshell.mime.AuthenticationResults;
import dev.mailshell.mime.AuthenticationResults.Result;
import dev.mailshell.mime.Sender;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A way in which a mail server authenticates the domain of a mail. */
public enum Method {
    /** A signature of the domain (RFC 6376). One that passes is enough: a mail may have several. */
    DKIM {
        @Override
        boolean passes(AuthenticationResults found, Sender from) {
            return results(found).stream()
                    .anyMatch(result -> isPass(result)
                            && isAligned(result.property("header.d").or(() -> result.property("header.i")), from));
        }
    },
    /** The address that the mail came from (RFC 7208), for the domain of the envelope. */
    SPF {
        @Override
        boolean passes(AuthenticationResults found, Sender from) {
            List<Result> ofEnvelope = results(found).stream()
                    .filter(result -> result.properties().stream()
                            .anyMatch(property -> property.name().equals("smtp.mailfrom")))
                    .toList();
            return ofEnvelope.size() == 1
                    && isPass(ofEnvelope.get(0))
                    && isAligned(ofEnvelope.get(0).property("smtp.mailfrom"), from);
        }
    },
    /** Either of them, for the domain of From (RFC 7489). */
    DMARC {
        @Override
        boolean passes(AuthenticationResults found, Sender from) {
            List<Result> results = results(found);
            return results.size() == 1
                    && isPass(results.get(0))
                    && domain(results.get(0).property("header.from")).equals(Optional.of(from.domain()));
        }
    };

    /** Whether {@code found} says that it passed, for the domain of {@code from}. */
    abstract boolean passes(AuthenticationResults found, Sender from);

    List<Result> results(AuthenticationResults found) {
        return found.results().stream()
                .filter(result -> result.method().equals(toString()))
                .toList();
    }

    private static boolean isPass(Result result) {
        return result.value().equals("pass");
    }

    /** The same domain, or one above it; a top-level domain is nobody's. */
    private static boolean isAligned(Optional<String> identity, Sender from) {
        return domain(identity)
                .filter(domain -> from.domain().equals(domain)
                        || (domain.indexOf('.') > 0 && from.domain().endsWith("." + domain)))
                .isPresent();
    }

    private static Optional<String> domain(Optional<String> identity) {
        return identity.map(value -> value.substring(value.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT));
    }

    /** As it is written in settings and header fields. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
