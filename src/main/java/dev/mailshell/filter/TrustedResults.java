package dev.mailshell.filter;

import dev.mailshell.mime.AuthenticationResults;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.mime.Sender;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The mail server whose findings count, and what it must have found.
 *
 * @param authservId what it calls itself in Authentication-Results: 1 to 253 letters, digits, dots, hyphens and underscores
 * @param methods each of which must have passed; at least one
 */
public record TrustedResults(String authservId, Set<Method> methods) {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._-]{1,253}");

    /** Copies {@code methods}; throws {@link IllegalArgumentException} if one is not as above. */
    public TrustedResults {
        methods = Set.copyOf(methods);
        requireIdentifier(authservId);
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("no method");
        }
    }

    /**
     * {@code text}, if it can be an authserv-id.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public static String requireIdentifier(String text) {
        if (!IDENTIFIER.matcher(text).matches()) {
            throw new IllegalArgumentException("not an authserv-id");
        }
        return text;
    }

    /** Why {@code mail} is not opened; empty if all that must pass has passed. */
    Optional<String> objection(MimeEntity mail, Sender from) {
        try {
            Optional<AuthenticationResults> found = AuthenticationResults.topmost(mail, authservId);
            if (found.isEmpty()) {
                return Optional.of("it has no Authentication-Results of " + authservId);
            }
            return methods.stream()
                    .sorted()
                    .filter(method -> !method.passes(found.get(), from))
                    .findFirst()
                    .map(method -> authservId + " found no " + method + "=pass for the domain of From");
        } catch (MimeFailure e) {
            return Optional.of("the Authentication-Results of " + authservId + " cannot be read: " + e.getMessage());
        }
    }
}
