package dev.mailshell.policy;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.TimeSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** All that one client may run. */
final class Grants {

    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final int MAX_HINT = 1000;

    private final IdentityName client;
    private final List<Role> roles;
    private final Map<String, CatalogCommand> commands;

    Grants(IdentityName client, List<Role> roles, Map<String, CatalogCommand> catalog) {
        this.client = client;
        this.roles = roles;
        this.commands = new LinkedHashMap<>();
        roles.forEach(role -> role.allow().forEach(name -> commands.put(name, catalog.get(name))));
    }

    /** The roles that allow {@code command}, in the order of the client's entry. */
    List<Role> allowing(CatalogCommand command) {
        return roles.stream()
                .filter(role -> role.allow().contains(command.name()))
                .toList();
    }

    /** @param intake what comes with it, which a shell may take and a program only if its entry says so */
    Resolution resolve(Invocation invocation, Intake intake) {
        if (invocation instanceof Invocation.Run run) {
            return resolveRun(run, intake);
        }
        if (invocation instanceof Invocation.Line line) {
            return resolveLine(line, intake);
        }
        return resolveArgv((Invocation.Argv) invocation);
    }

    private Resolution resolveRun(Invocation.Run run, Intake intake) {
        CatalogCommand command = commands.get(run.name());
        if (command instanceof CatalogCommand.Program program) {
            return taking(intake, program, program.resolve(run.args()));
        }
        if (command instanceof CatalogCommand.Shell shell) {
            return Resolution.refused("commands." + shell.name(), "a shell is not run by name (expected a line)");
        }
        return notAllowed("this command");
    }

    private Resolution resolveLine(Invocation.Line line, Intake intake) {
        Optional<Resolution> named = resolveNamedLine(withoutLineEnd(line.text()), intake);
        if (named.isPresent() && named.get() instanceof Resolution.Resolved) {
            return named.get();
        }
        return shell().<Resolution>map(
                        shell -> new Resolution.Resolved(shell, List.of(shell.shell(), "-c", line.text())))
                .or(() -> named)
                .orElseGet(() -> notAllowed("this line"));
    }

    private Optional<Resolution> resolveNamedLine(String text, Intake intake) {
        // More than one line is a script: its first words name no catalog command.
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            return Optional.empty();
        }
        List<String> words =
                BLANKS.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
        return commands.get(words.get(0)) instanceof CatalogCommand.Program program
                ? Optional.of(taking(intake, program, program.resolve(words.subList(1, words.size()))))
                : Optional.empty();
    }

    private static Resolution taking(Intake intake, CatalogCommand.Program program, Resolution resolution) {
        if (intake.suits(program) || resolution instanceof Resolution.Refused) {
            return resolution;
        }
        boolean stdin = intake.stdin() && !program.stdin();
        return new Resolution.Refused(
                "commands." + program.name(),
                Reason.ARGUMENT_REFUSED,
                "the command " + program.name() + " takes no " + (stdin ? "standard input" : "files"),
                Optional.of(
                        "send it without " + (stdin ? "stdin" : "files") + ", or ask the operator of this server for "
                                + (stdin ? "stdin" : "files") + ": true in its entry"));
    }

    private static String withoutLineEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private Resolution resolveArgv(Invocation.Argv argv) {
        return shell().<Resolution>map(shell -> new Resolution.Resolved(shell, argv.argv()))
                .orElseGet(() -> notAllowed("a program of one's own choice"));
    }

    private Optional<CatalogCommand.Shell> shell() {
        return commands.values().stream()
                .filter(CatalogCommand.Shell.class::isInstance)
                .map(CatalogCommand.Shell.class::cast)
                .findFirst();
    }

    // The same words whether the catalog has it or not: a client learns no name that is not its own.
    private Resolution notAllowed(String what) {
        return new Resolution.Refused(
                "clients." + client, Reason.NOT_ALLOWED, "no role of " + client + " allows " + what, Optional.empty());
    }

    List<Offer> offers() {
        return commands.values().stream()
                .map(command -> new Offer(
                        command.usage(),
                        command.title(),
                        "timeout " + TimeSpan.format(command.limits().timeout())))
                .toList();
    }

    /** What the client may run, for a hint; of bounded length. */
    String hint() {
        if (commands.isEmpty()) {
            return "nothing is allowed; ask the operator of this server for a role";
        }
        StringBuilder hint = new StringBuilder("allowed are: ");
        int listed = 0;
        for (CatalogCommand command : commands.values()) {
            if (hint.length() > MAX_HINT) {
                return hint.append(", and ")
                        .append(commands.size() - listed)
                        .append(" more")
                        .toString();
            }
            hint.append(listed++ > 0 ? ", " : "").append(command.usage());
        }
        return hint.toString();
    }
}
