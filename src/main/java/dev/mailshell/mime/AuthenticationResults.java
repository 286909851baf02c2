package dev.mailshell.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What one mail server found out about a mail: one field Authentication-Results (RFC 8601). Whether that server wrote it, the field
 * itself does not tell.
 *
 * @param results in order; none if it says {@code none}
 */
public record AuthenticationResults(List<Result> results) {

    /** What one method found out, with names in lower case. */
    public record Result(String method, String value, List<Property> properties) {

        /** Copies {@code properties}. */
        public Result {
            properties = List.copyOf(properties);
        }

        /** The value of a property such as {@code header.d}; empty unless it is there exactly once. */
        public Optional<String> property(String name) {
            List<Property> named = properties.stream()
                    .filter(property -> property.name().equals(name))
                    .toList();
            return named.size() == 1 ? Optional.of(named.get(0).value()) : Optional.empty();
        }
    }

    /** What a result is about. */
    public record Property(String name, String value) {}

    private static final String FIELD = "Authentication-Results";
    private static final String NOT_IN_TOKENS = "()<>@,;:\\\"/[]?=";
    private static final String NOT_IN_VALUES = "();\"\\";
    /** Of the registry; none of them is the name of a property, so that a result without its semicolon is noticed. */
    private static final Set<String> METHODS =
            Set.of("auth", "dkim", "spf", "dmarc", "arc", "iprev", "domainkeys", "sender-id", "dkim-adsp", "dkim-atps");

    /** Copies {@code results}. */
    public AuthenticationResults {
        results = List.copyOf(results);
    }

    /**
     * The topmost field of that authserv-id, whatever the case of its letters; fields of others are passed over, whatever they hold.
     *
     * @throws MimeFailure if that one is not as RFC 8601 has it
     */
    public static Optional<AuthenticationResults> topmost(MimeEntity mail, String authservId) throws MimeFailure {
        for (String value : mail.all(FIELD)) {
            FieldScanner scanner = new FieldScanner(value);
            if (authservId.equalsIgnoreCase(identifier(scanner))) {
                return Optional.of(new AuthenticationResults(results(scanner)));
            }
        }
        return Optional.empty();
    }

    /** Empty if the field has none. */
    private static String identifier(FieldScanner scanner) {
        try {
            scanner.skipGap();
            String identifier =
                    scanner.isAt('"') ? scanner.quoted() : scanner.run(AuthenticationResults::isTokenCharacter);
            return scanner.isAtGap() ? identifier : "";
        } catch (MimeFailure e) {
            // A field that begins so is of no server that we know.
            return "";
        }
    }

    private static List<Result> results(FieldScanner scanner) throws MimeFailure {
        scanner.skipGap();
        String version = scanner.run(c -> c >= '0' && c <= '9');
        if (!version.isEmpty() && !version.equals("1")) {
            throw MimeFailure.malformed("Authentication-Results has an unknown version (expected 1)");
        }
        List<Result> results = new ArrayList<>();
        do {
            scanner.skipGap();
            scanner.require(';');
            scanner.skipGap();
            String method = keyword(scanner);
            scanner.skipGap();
            if (results.isEmpty() && method.equals("none") && scanner.isAtEnd()) {
                return results;
            }
            results.add(result(method, scanner));
        } while (!scanner.isAtEnd());
        return results;
    }

    private static Result result(String method, FieldScanner scanner) throws MimeFailure {
        if (scanner.take('/')) {
            scanner.skipGap();
            scanner.word(c -> c >= '0' && c <= '9');
            scanner.skipGap();
        }
        scanner.require('=');
        scanner.skipGap();
        String value = keyword(scanner);
        requireGap(scanner);
        scanner.skipGap();
        List<Property> properties = new ArrayList<>();
        while (!scanner.isAtEnd() && !scanner.isAt(';')) {
            properties.add(property(scanner));
            requireGap(scanner);
            scanner.skipGap();
        }
        return new Result(method, value, properties);
    }

    /** {@code header.d=example.org}; or {@code reason=x}, and what large providers write in the same form. */
    private static Property property(FieldScanner scanner) throws MimeFailure {
        String name = keyword(scanner);
        scanner.skipGap();
        if (scanner.take('.')) {
            scanner.skipGap();
            name += "." + keyword(scanner);
            scanner.skipGap();
        } else if (METHODS.contains(name)) {
            throw MimeFailure.malformed("Authentication-Results has two results without a semicolon between them");
        }
        scanner.require('=');
        scanner.skipGap();
        return new Property(name, propertyValue(scanner));
    }

    /** Words and quoted strings without a gap; a local part may be quoted by itself. */
    private static String propertyValue(FieldScanner scanner) throws MimeFailure {
        StringBuilder value = new StringBuilder();
        while (!scanner.isAtGap()) {
            value.append(scanner.isAt('"') ? scanner.quoted() : scanner.word(AuthenticationResults::isValueCharacter));
        }
        return value.toString();
    }

    private static void requireGap(FieldScanner scanner) throws MimeFailure {
        if (!scanner.isAtGap()) {
            throw MimeFailure.malformed("Authentication-Results has a character in a place where none may be");
        }
    }

    private static String keyword(FieldScanner scanner) throws MimeFailure {
        return scanner.word(c -> FieldScanner.isAlphanumeric(c) || c == '-' || c == '_')
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isTokenCharacter(int c) {
        return c > ' ' && c < 127 && NOT_IN_TOKENS.indexOf(c) < 0;
    }

    private static boolean isValueCharacter(int c) {
        return c > ' ' && c != 127 && NOT_IN_VALUES.indexOf(c) < 0;
    }
}
