package dev.mailshell.policy;

import dev.mailshell.model.BuiltIn;
import dev.mailshell.model.CommandRef;
import dev.mailshell.model.InvalidMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command that roles can allow. */
public sealed interface CatalogCommand {

    /** What a policy says of any command. */
    Entry entry();

    /** How a client writes it, such as {@code restart-service {service}}. */
    String usage();

    /** Its name, an {@link EntryName}. */
    default String name() {
        return entry().name();
    }

    /** What an error or a verdict calls it. */
    default String place() {
        return "commands." + name();
    }

    /**
     * A program with fixed arguments and places for checked values.
     *
     * @param args in the order in which a line gives their values
     * @param stdin whether a client may give it something to read
     * @param files whether a client may put files into its directory
     */
    record Program(Entry entry, ArgvTemplate exec, List<ArgumentRule> args, boolean stdin, boolean files)
            implements CatalogCommand {

        /**
         * Checks what belongs together.
         *
         * @throws IllegalArgumentException if the places of {@code exec} and the names of {@code args} differ, a list is not the last of
         *     them, or has a place that is not a whole element
         */
        public Program {
            args = List.copyOf(args);
            Set<String> names = args.stream().map(ArgumentRule::name).collect(Collectors.toSet());
            if (names.size() != args.size() || !names.equals(exec.places())) {
                throw new IllegalArgumentException(
                        "the arguments of " + entry.name() + " are not those that its exec uses");
            }
            for (ArgumentRule rule : args) {
                if (rule.list().isPresent()
                        && (!rule.equals(args.get(args.size() - 1)) || !exec.hasOnlyWholePlacesOf(rule.name()))) {
                    throw new IllegalArgumentException(
                            "the list " + rule.name() + " is not the last argument, or not a whole element");
                }
            }
        }

        @Override
        public String usage() {
            return args.stream().map(rule -> " " + rule.usage()).collect(Collectors.joining("", name(), ""));
        }

        /** The argv with {@code words} as the values, in order; a list takes all that are left. */
        Resolution resolve(List<String> words) {
            boolean endsInList =
                    !args.isEmpty() && args.get(args.size() - 1).list().isPresent();
            if (words.size() > args.size() && !endsInList) {
                return Resolution.refused(
                        place(), "too many values (was " + words.size() + ", expected at most " + args.size() + ")");
            }
            Map<String, String> given = new HashMap<>();
            for (int i = 0; i < Math.min(words.size(), args.size()); i++) {
                ArgumentRule rule = args.get(i);
                given.put(
                        rule.name(),
                        rule.list().isPresent() ? String.join(",", words.subList(i, words.size())) : words.get(i));
            }
            return resolve(given);
        }

        /** The argv with these values by name. */
        Resolution resolve(Map<String, String> given) {
            Set<String> unknown = new HashSet<>(given.keySet());
            args.forEach(rule -> unknown.remove(rule.name()));
            if (!unknown.isEmpty()) {
                return Resolution.refused(
                        place(),
                        "values for arguments that it does not have (was " + unknown.size() + ", expected none)");
            }
            Map<String, List<String>> values = new HashMap<>();
            for (ArgumentRule rule : args) {
                ArgumentCheck.Outcome outcome = ArgumentCheck.check(rule, Optional.ofNullable(given.get(rule.name())));
                if (outcome instanceof ArgumentCheck.Outcome.Faulty faulty) {
                    return Resolution.refused(place() + ".args." + rule.name(), faulty.fact());
                }
                values.put(rule.name(), ((ArgumentCheck.Outcome.Filled) outcome).arguments());
            }
            return new Resolution.Resolved(this, exec.fill(values));
        }
    }

    /**
     * A shell: whoever may run it may run anything as its user.
     *
     * @param shell the absolute path; it takes {@code -c}
     */
    record Shell(Entry entry, String shell) implements CatalogCommand {

        /** @throws IllegalArgumentException if {@code shell} is not an absolute path */
        public Shell {
            if (!shell.startsWith("/")) {
                throw new IllegalArgumentException("the shell of " + entry.name() + " is not an absolute path");
            }
        }

        @Override
        public String usage() {
            return "any line for " + shell;
        }
    }

    /** What the server answers itself. Each policy has all of them, and no role has one unless it says so. */
    record Own(Entry entry) implements CatalogCommand {

        private static final String ID = "id";
        private static final String DO = "do";

        private static final Map<String, String> TITLES = Map.of(
                "help",
                "What you may run here",
                "ping",
                "Whether the server is there",
                "jobs",
                "Commands that run or wait for approval, and those that ended lately",
                "status",
                "How far a command is",
                "output",
                "What a command has written so far",
                "cancel",
                "End a command with all that it started",
                BuiltIn.VAULT,
                "The mail of all users of a hub: which there is, or one of it");

        static List<CatalogCommand> all() {
            return BuiltIn.NAMES.stream()
                    .<CatalogCommand>map(name -> new Own(Entry.of(name, Optional.of(TITLES.get(name)))))
                    .toList();
        }

        @Override
        public String usage() {
            return BuiltIn.usage(name());
        }

        @Override
        public String place() {
            return name();
        }

        Resolution resolve(List<String> words) {
            if (name().equals(BuiltIn.VAULT)) {
                return asked(() -> BuiltIn.Vault.of(words));
            }
            boolean takesId = BuiltIn.WITH_ID.contains(name());
            if (words.size() != (takesId ? 1 : 0)) {
                return Resolution.refused(
                        place(),
                        "not the values that it takes (was " + words.size() + ", expected "
                                + (takesId ? "the id of a command" : "none") + ")");
            }
            return asked(() -> takesId ? about(CommandRef.of(words.get(0))) : request());
        }

        private Resolution asked(Supplier<BuiltIn> request) {
            try {
                return new Resolution.Asked(this, request.get());
            } catch (InvalidMessage e) {
                return Resolution.refused(place(), e.getMessage());
            }
        }

        Resolution resolve(Map<String, String> given) {
            if (name().equals(BuiltIn.VAULT) && Set.of(DO, ID).containsAll(given.keySet())) {
                return resolve(Stream.of(DO, ID)
                        .filter(given::containsKey)
                        .map(given::get)
                        .toList());
            }
            boolean idOnly = given.keySet().equals(Set.of(ID)) || given.isEmpty();
            return idOnly
                    ? resolve(List.copyOf(given.values()))
                    : Resolution.refused(place(), "values for arguments that it does not have (expected id at most)");
        }

        private BuiltIn request() {
            return switch (name()) {
                case "help" -> new BuiltIn.Help();
                case "ping" -> new BuiltIn.Ping();
                case "jobs" -> new BuiltIn.Jobs();
                default -> throw new IllegalStateException(name() + " is about a command");
            };
        }

        private BuiltIn about(CommandRef command) {
            return switch (name()) {
                case "status" -> new BuiltIn.Status(command);
                case "output" -> new BuiltIn.Output(command);
                case "cancel" -> new BuiltIn.Cancel(command);
                default -> throw new IllegalStateException(name() + " is about no command");
            };
        }
    }
}
