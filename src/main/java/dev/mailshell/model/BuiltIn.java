package dev.mailshell.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A command that the server answers itself, without starting a program. */
public sealed interface BuiltIn {

    /** What may this client run here? */
    record Help() implements BuiltIn {}

    /** Is the server there? */
    record Ping() implements BuiltIn {}

    /** Which commands are under way, and which ended lately? */
    record Jobs() implements BuiltIn {}

    /** How far is a command? */
    record Status(CommandRef command) implements BuiltIn {}

    /** What has a command written so far? */
    record Output(CommandRef command) implements BuiltIn {}

    /** End a command with all that it started. */
    record Cancel(CommandRef command) implements BuiltIn {}

    /**
     * Which mail does a hub keep for its users, or what is in one of them?
     *
     * @param show the id of one mail; empty for the list
     */
    record Vault(Optional<String> show) implements BuiltIn {

        private static final Pattern ID = Pattern.compile("[0-9]{8}T[0-9]{6}\\.[0-9]{6}Z");

        /** @throws InvalidMessage if it is no id of a mail */
        public Vault {
            if (show.isPresent() && !ID.matcher(show.get()).matches()) {
                throw new InvalidMessage(
                        Reason.ARGUMENT_REFUSED, "no id of a mail (expected one as vault list shows it)");
            }
        }

        /**
         * Reads what a client wrote: {@code list}, or {@code show} and an id.
         *
         * @throws InvalidMessage if it is something else
         */
        public static Vault of(List<String> words) {
            if (words.equals(List.of("list"))) {
                return new Vault(Optional.empty());
            }
            if (words.size() == 2 && words.get(0).equals("show")) {
                return new Vault(Optional.of(words.get(1)));
            }
            throw new InvalidMessage(
                    Reason.ARGUMENT_REFUSED,
                    "neither list, nor show and the id of a mail (was " + words.size() + " values)");
        }
    }

    /** How a client writes it, such as {@code status {id}}. */
    static String usage(String name) {
        if (name.equals(VAULT)) {
            return name + " {list|show} [{id}]";
        }
        return WITH_ID.contains(name) ? name + " {id}" : name;
    }

    /** The one that is about stored mail. */
    String VAULT = "vault";

    /** Those that are about one command. */
    List<String> WITH_ID = List.of("status", "output", "cancel");

    /** The names that a policy allows them by; no catalog command has one of these. */
    List<String> NAMES = List.of("help", "ping", "jobs", "status", "output", "cancel", VAULT);
}
