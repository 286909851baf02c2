package dev.mailshell.model;

import java.util.List;

/** What the policy says of a command. */
public sealed interface Verdict {

    /** The entry of the policy that decided. */
    String rule();

    /**
     * It may run.
     *
     * @param rule the entry that decided, such as {@code roles.operator allows commands.restart-service}
     * @param command the name that the catalog has for it
     * @param argv exactly what will be executed
     * @param limits under which limits
     * @param conditions what has to be so before
     */
    record Allowed(String rule, String command, List<String> argv, Limits limits, Conditions conditions)
            implements Verdict {
        /** Copies {@code argv}. */
        public Allowed {
            argv = List.copyOf(argv);
        }

        /** The same, but with no more output than {@link Limits#withOutput} leaves. */
        public Allowed withOutput(long inline, long output) {
            return new Allowed(rule, command, argv, limits.withOutput(inline, output), conditions);
        }
    }

    /**
     * It is none of a program: the server answers it itself.
     *
     * @param rule the entry that decided
     * @param request what is asked
     * @param seesAll whether it may be about commands of other clients too
     * @param conditions what has to be so before; never approvals or slots
     */
    record Answered(String rule, BuiltIn request, boolean seesAll, Conditions conditions) implements Verdict {}

    /**
     * It may not run.
     *
     * @param rule the entry that decided, such as {@code roles.viewer} or {@code no entry clients.bob}
     * @param why for the client
     */
    record Denied(String rule, Explanation why) implements Verdict {}
}
