package dev.mailshell.cli;

import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.TimeSpan;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the arguments of a command line; an error names the option and the value. */
final class Arguments {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    private Arguments() {}

    static Set<IdentityName> servers(String option, List<String> values) throws CommandFailure {
        Set<IdentityName> servers = new LinkedHashSet<>();
        for (String value : values) {
            servers.add(name(
                    option + " is not the name of a server",
                    value,
                    "mailshell keys list shows the servers; write several as web1,db1"));
        }
        if (servers.isEmpty()) {
            throw new CommandFailure(option + " names no server", "mailshell keys list shows the servers");
        }
        return servers;
    }

    /** The name {@code value}; {@code fact} says what it is if it is none. */
    static IdentityName name(String fact, String value, String hint) throws CommandFailure {
        try {
            return new IdentityName(value);
        } catch (InvalidMessage e) {
            throw new CommandFailure(fact + " (was " + value + ", expected 1 to 63 of a-z, 0-9 and -)", hint, e);
        }
    }

    /** The mail address {@code value}, which is what {@code what} says. */
    static MailAddress address(String what, String value, String hint) throws CommandFailure {
        try {
            return new MailAddress(value);
        } catch (InvalidMessage e) {
            throw new CommandFailure(
                    what + " is none that mail can go to (was " + value + ", expected name@domain)", hint, e);
        }
    }

    /** The name of a host, as certificates have it. */
    static String host(String option, String value) throws CommandFailure {
        if (!HOST.matcher(value).matches()) {
            throw new CommandFailure(
                    option + " is no host name (was " + value + ")", "for example: " + option + " mail.example.org");
        }
        return value;
    }

    /** A line for the server, of {@code words}; {@code hint} says how to write one. */
    static Invocation.Line line(List<String> words, String hint) throws CommandFailure {
        try {
            return new Invocation.Line(String.join(" ", words));
        } catch (InvalidMessage e) {
            throw new CommandFailure(e.getMessage(), hint, e);
        }
    }

    /** More than nothing and at most a year; empty if the option is not given. */
    static Optional<Duration> duration(String option, String value) throws CommandFailure {
        if (value == null) {
            return Optional.empty();
        }
        Duration duration =
                TimeSpan.parse(value).orElseThrow(() -> wrong(option + " is not a duration (was " + value + ")"));
        if (duration.isZero()) {
            throw wrong(option + " is no time at all (was " + value + ")");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw wrong(option + " is too long (was " + value + ", expected at most " + TimeSpan.format(LONGEST) + ")");
        }
        return Optional.of(duration);
    }

    /** A whole number; empty if the option is not given. */
    static OptionalInt number(String option, String value, int least, int most) throws CommandFailure {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw new CommandFailure(
                    option + " is out of bounds (was " + value + ", expected " + least + " to " + most + ")",
                    "write a whole number");
        }
        return OptionalInt.of(Integer.parseInt(value));
    }

    /** A whole fingerprint, in whatever groups and case. */
    static Fingerprint fingerprint(String option, String value) throws CommandFailure {
        String hex = value.replaceAll("[\\s:]|^0[xX]", "").toLowerCase(Locale.ROOT);
        try {
            return new Fingerprint(hex);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    option + " is not a whole fingerprint (was " + hex.length()
                            + " characters, expected 40 digits of OpenPGP or 64 of a certificate)",
                    "an end of it can be made to fit another key; ask the owner for all of it",
                    e);
        }
    }

    private static CommandFailure wrong(String fact) {
        return new CommandFailure(fact, "write " + TimeSpan.FORM + ", such as 30s");
    }
}
