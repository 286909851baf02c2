package dev.mailshell.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes away what a job could gain or reach beyond its user, by setpriv(1). That user is another one of {@link #become}, or stays
 * the same.
 */
final class Privileges {
    private static final int ROOT = 0;
    private static final String NO_NEW = "--no-new-privs";
    private static final List<String> NO_CAPABILITIES = List.of("--inh-caps=-all", "--ambient-caps=-all");
    private static final String NO_BOUNDING_SET = "--bounding-set=-all";

    private Privileges() {}

    /**
     * The arguments of setpriv to become another user, with its own group and no other one: what a membership such as that of
     * {@code docker} gives is not in the policy. Root alone may do it.
     */
    static List<String> become(SystemUser user) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--reuid=" + Integer.toUnsignedString(user.uid()));
        arguments.add("--regid=" + Integer.toUnsignedString(user.gid()));
        arguments.add("--clear-groups");
        arguments.add(NO_BOUNDING_SET);
        arguments.addAll(NO_CAPABILITIES);
        arguments.add(NO_NEW);
        arguments.add("--");
        return List.copyOf(arguments);
    }

    /**
     * The arguments of setpriv to stay who we are; empty if there is nothing to take away. Root keeps its capabilities, without which
     * it is nobody, but not in a sandbox: they would open it.
     *
     * @param inSandbox whether a sandbox is around it
     */
    static Optional<List<String>> keep(int ownUid, boolean inSandbox, Inheritance inherited) {
        boolean drop = ownUid == ROOT ? inSandbox : inherited.capabilities();
        if (inherited.noNewPrivileges() && !drop) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>();
        if (ownUid == ROOT && inSandbox) {
            arguments.add(NO_BOUNDING_SET);
        }
        if (drop) {
            arguments.addAll(NO_CAPABILITIES);
        }
        arguments.add(NO_NEW);
        arguments.add("--");
        return Optional.of(List.copyOf(arguments));
    }
}
