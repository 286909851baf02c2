package dev.mailshell.cli;

import dev.mailshell.config.Home;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine;

/** Carries out one line after the other, each as the verb of the same name would. */
final class Shell {

    /** The verbs of the program that make sense while one talks to it. */
    static final Set<String> VERBS = Set.of("send", "sync", "read", "status", "jobs", "keys");

    private static final Set<String> ENDS = Set.of("quit", "exit");
    private static final Duration LONGEST_SYNC = Duration.ofMinutes(2);

    private final CliContext context;
    private final Home home;
    private final RunningClient client;
    private final Reader reader;
    private final Optional<String> wait;
    private final List<Tally> shown = new CopyOnWriteArrayList<>();

    /** Shows the commands to a person. */
    @FunctionalInterface
    interface Reader {
        void read() throws IOException;
    }

    /**
     * A shell on one home.
     *
     * @param reader is what {@code read} without an id does
     * @param wait how long {@code send} waits for the answer; empty if somebody else announces it
     */
    Shell(CliContext context, Home home, RunningClient client, Reader reader, Optional<String> wait) {
        this.context = context;
        this.home = home;
        this.client = client;
        this.reader = reader;
        this.wait = wait;
    }

    /** The exit code of the last line. */
    int run(ShellInput input) throws IOException {
        int exitCode = ExitCode.OK;
        for (Optional<String> typed = input.next(); typed.isPresent(); typed = input.next()) {
            ShellLine line = new ShellLine(typed.get());
            if (ENDS.contains(line.text())) {
                return exitCode;
            }
            if (!line.text().isEmpty() && !line.text().startsWith("#")) {
                exitCode = answer(line);
            }
        }
        return exitCode;
    }

    /** What goes wrong with one line ends no shell. */
    private int answer(ShellLine line) {
        try {
            client.require();
            return carryOut(line);
        } catch (Exception e) {
            return new ErrorReport(context.err()).report(e, "");
        } finally {
            // A Ctrl-C that comes when the line is done is not for the next one.
            Thread.interrupted();
        }
    }

    private int carryOut(ShellLine line) throws Exception {
        String verb = line.verb();
        if (verb.equals("help")) {
            context.err().println("send SERVER[,SERVER] COMMAND   (or send with the options of mailshell send)");
            context.err().println("sync, read [ID], status [ID], jobs, keys list, quit");
            return ExitCode.OK;
        }
        if (!VERBS.contains(verb)) {
            throw new CommandFailure(
                    "the shell does not know " + verb, "write send SERVER COMMAND to run it; help shows what there is");
        }
        if (verb.equals("sync") && line.part(1).isEmpty()) {
            new Sync(context, home, false).run(client, LONGEST_SYNC);
            return ExitCode.OK;
        }
        if (verb.equals("read") && line.part(1).isEmpty()) {
            reader.read();
            return ExitCode.OK;
        }
        return execute(verb.equals("send") && !line.part(1).startsWith("-") ? send(line) : words(line));
    }

    /** {@code send web1 COMMAND}: the command goes as it was typed, quotes and all, for they are its own. */
    private List<String> send(ShellLine line) throws CommandFailure {
        if (line.after(2).isBlank()) {
            throw new CommandFailure("send names no command", "write send SERVER COMMAND, such as send web1 uptime");
        }
        List<String> args = new ArrayList<>(List.of("send", "--to", line.part(1)));
        wait.ifPresent(time -> args.addAll(List.of("--wait", time)));
        args.addAll(List.of("--", line.after(2)));
        return args;
    }

    private static List<String> words(ShellLine line) {
        return new ArrayList<>(line.words());
    }

    /** Whether a line has waited for the answer of that name, and shown it. */
    boolean hasShown(SentCommand command, String stem) {
        return command.answers().stream()
                .filter(answer -> answer.stem().equals(stem))
                .anyMatch(answer -> shown.stream().anyMatch(tally -> tally.hasAnswered(command.id(), answer.server())));
    }

    private int execute(List<String> words) {
        List<String> args = new ArrayList<>(words);
        // Before a --, behind which all is the command; and where subcommands have options of their own, behind their
        // name.
        int place = args.get(0).equals("keys") ? Math.min(2, args.size()) : 1;
        args.addAll(place, List.of("--home", home.directory().toString()));
        String[] call = args.toArray(String[]::new);
        CommandLine mailshell = MailshellCommand.commandLine(context, call);
        int exitCode = mailshell.execute(call);
        CommandLine verb = mailshell.getSubcommands().get(call[0]);
        if (verb.getCommand() instanceof SendCommand send) {
            send.waitedFor().ifPresent(shown::add);
        }
        return exitCode;
    }
}
