package dev.mailshell.policy;

import dev.mailshell.model.Limits;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A command that a policy names, so that roles can allow it. */
public sealed interface CatalogCommand {

    /** Its name, an {@link EntryName}. */
    String name();

    /** What it does, for people. */
    Optional<String> title();

    /** Under which limits it runs. */
    Limits limits();

    /** How a client writes it, such as {@code restart-service {service}}. */
    String usage();

    /**
     * A program with fixed arguments and places for checked values.
     *
     * @param args in the order in which a line gives their values
     * @param stdin whether a client may give it something to read
     * @param files whether a client may put files into its directory
     */
    record Program(
            String name,
            Optional<String> title,
            ArgvTemplate exec,
            List<ArgumentRule> args,
            boolean stdin,
            boolean files,
            Limits limits)
            implements CatalogCommand {

        /** @throws IllegalArgumentException if the places of {@code exec} and the names of {@code args} differ */
        public Program {
            EntryName.require(name);
            args = List.copyOf(args);
            Set<String> names = args.stream().map(ArgumentRule::name).collect(Collectors.toSet());
            if (names.size() != args.size() || !names.equals(exec.places())) {
                throw new IllegalArgumentException("the arguments of " + name + " are not those that its exec uses");
            }
        }

        @Override
        public String usage() {
            return args.stream()
                    .map(rule ->
                            rule.defaultValue().isPresent() ? " [{" + rule.name() + "}]" : " {" + rule.name() + "}")
                    .collect(Collectors.joining("", name, ""));
        }

        /** The argv with {@code words} as the values, in order. */
        Resolution resolve(List<String> words) {
            if (words.size() > args.size()) {
                return Resolution.refused(
                        place(), "too many values (was " + words.size() + ", expected at most " + args.size() + ")");
            }
            Map<String, String> given = new HashMap<>();
            for (int i = 0; i < words.size(); i++) {
                given.put(args.get(i).name(), words.get(i));
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
            Map<String, String> values = new HashMap<>();
            for (ArgumentRule rule : args) {
                Optional<String> value =
                        Optional.ofNullable(given.get(rule.name())).or(rule::defaultValue);
                Optional<String> fault = ArgumentCheck.faultOf(rule, value);
                if (fault.isPresent()) {
                    return Resolution.refused(place() + ".args." + rule.name(), fault.get());
                }
                values.put(rule.name(), value.orElseThrow());
            }
            return new Resolution.Resolved(this, exec.fill(values));
        }

        private String place() {
            return "commands." + name;
        }
    }

    /**
     * A shell: whoever may run it may run anything as its user.
     *
     * @param shell the absolute path; it takes {@code -c}
     */
    record Shell(String name, Optional<String> title, String shell, Limits limits) implements CatalogCommand {

        /** @throws IllegalArgumentException if {@code shell} is not an absolute path */
        public Shell {
            EntryName.require(name);
            if (!shell.startsWith("/")) {
                throw new IllegalArgumentException("the shell of " + name + " is not an absolute path");
            }
        }

        @Override
        public String usage() {
            return "any line for " + shell;
        }
    }
}
