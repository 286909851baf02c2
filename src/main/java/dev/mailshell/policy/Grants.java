package dev.mailshell.policy;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that one client may run. */
final class Grants {

    private static final Pattern BLANKS = Pattern.compile("[ \t]+");
    private static final int MAX_HINT = 1000;

    private final ClientEntry entry;
    private final List<GrantedRole> roles;

    /** @param roles all that the client has, in the order in which they count */
    Grants(ClientEntry entry, List<GrantedRole> roles) {
        this.entry = entry;
        this.roles = roles;
    }

    IdentityName client() {
        return entry.client();
    }

    /** The file with the secret of its one-time codes. */
    Optional<String> totp() {
        return entry.totp();
    }

    /** The roles that allow {@code command}, in order. */
    List<Role> allowing(CatalogCommand command) {
        return roles.stream()
                .filter(role -> role.commands().containsKey(command.name()))
                .map(GrantedRole::role)
                .toList();
    }

    /** Each command once, in the order of the roles. */
    Stream<CatalogCommand> commands() {
        return roles.stream().flatMap(role -> role.commands().values().stream()).distinct();
    }

    /** Whether a role, or a command that one allows, takes a one-time code. */
    boolean needsCode() {
        return roles.stream().anyMatch(GrantedRole::needsCode);
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

    private Optional<CatalogCommand> command(String name) {
        for (GrantedRole role : roles) {
            CatalogCommand command = role.commands().get(name);
            if (command != null) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    private Resolution resolveRun(Invocation.Run run, Intake intake) {
        return command(run.name())
                .map(command -> resolve(
                        command, intake, program -> program.resolve(run.args()), own -> own.resolve(run.args())))
                .orElseGet(() -> notAllowed("this command"));
    }

    private static Resolution resolve(
            CatalogCommand command,
            Intake intake,
            Function<CatalogCommand.Program, Resolution> asProgram,
            Function<CatalogCommand.Own, Resolution> asOwn) {
        if (command instanceof CatalogCommand.Program program) {
            return intake.taken(command, program.stdin(), program.files(), asProgram.apply(program));
        }
        if (command instanceof CatalogCommand.Own own) {
            return intake.taken(command, false, false, asOwn.apply(own));
        }
        return Resolution.refused(command.place(), "a shell is not run by name (expected a line)");
    }

    private Resolution resolveLine(Invocation.Line line, Intake intake) {
        Optional<Resolution> named = resolveNamedLine(withoutLineEnd(line.text()), intake);
        if (named.isPresent() && !(named.get() instanceof Resolution.Refused)) {
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
        List<String> values = words.subList(1, words.size());
        return command(words.get(0))
                .filter(command -> !(command instanceof CatalogCommand.Shell))
                .map(command ->
                        resolve(command, intake, program -> program.resolve(values), own -> own.resolve(values)));
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
        return roles.stream().flatMap(role -> role.shell().stream()).findFirst();
    }

    // The same words whether the catalog has it or not: a client learns no name that is not its own.
    private Resolution notAllowed(String what) {
        return new Resolution.Refused(
                "clients." + client(),
                Reason.NOT_ALLOWED,
                "no role of " + client() + " allows " + what,
                Optional.empty());
    }

    /** What the client may run, for a hint; of bounded length. */
    String hint() {
        List<CatalogCommand> all = commands().toList();
        if (all.isEmpty()) {
            return "nothing is allowed; ask the operator of this server for a role";
        }
        StringBuilder hint = new StringBuilder("allowed are: ");
        int listed = 0;
        for (CatalogCommand command : all) {
            if (hint.length() > MAX_HINT) {
                return hint.append(", and ")
                        .append(all.size() - listed)
                        .append(" more")
                        .toString();
            }
            hint.append(listed++ > 0 ? ", " : "").append(command.usage());
        }
        return hint.toString();
    }
}
