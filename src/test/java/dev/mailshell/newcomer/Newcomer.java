package dev.mailshell.newcomer;

import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.newcomer.Block.Exchange;
import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Clones the repository that it is started in and does what {@link Guide#PAGES} of the clone print, block after block, up to the answer of a server
 * on another machine, and beyond: on a private Postfix and Dovecot. Exits with 1 if anything ends otherwise than they have it.
 */
public final class Newcomer {

    private static final String DOMAIN = "example.org";
    /** Blocks that are neither commands nor settings of ours, by how they begin, with the reason. */
    private static final Map<String, String> NOT_FOLLOWED = Map.of(
            " client   outbox/ ", "a drawing",
            "mailshell.provider=gmail", "there is no account at that provider; the settings of a host are tried");

    private final Machine here;
    private final OwnMail mail;
    private final KnowHow knowHow;
    private String page = "";

    private Newcomer(Machine here, Machine there, OwnMail mail) {
        this.here = here;
        this.mail = mail;
        this.knowHow = new KnowHow(here, there, mail);
    }

    /** Runs it, prints each command with its time, and keeps the folders only if something is wrong. */
    public static void main(String[] args) throws Exception {
        Optional<String> missing = RealMail.missing();
        if (missing.isPresent()) {
            System.err.println("error: the pages cannot be tried here: " + missing.get());
            System.exit(System.getenv("MAILSHELL_TEST_EVERYTHING") == null ? 0 : 1);
        }
        Path directory = Files.createTempDirectory("mailshell-newcomer");
        Optional<String> fault = follow(Path.of("").toAbsolutePath(), directory).or(() -> leftBehind(directory));
        if (fault.isEmpty()) {
            TreeRemoval.remove(directory);
            System.out.println("README and guides do what they say");
            System.exit(0);
        }
        System.err.println("error: " + fault.get());
        System.err.println(
                "hint: mend the page, or what a newcomer knows besides (KnowHow.java); all files are kept in "
                        + directory);
        System.exit(1);
    }

    /** Returns what is wrong; empty if nothing is. */
    private static Optional<String> follow(Path repository, Path directory) throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        try (RealMail realMail = RealMail.startAt(DOMAIN, "web1", "alice", "carol");
                Machine desk = new Machine(directory, home);
                Machine here = new Machine(directory.resolve("mailshell"), home);
                Machine there = new Machine(Files.createDirectory(directory.resolve("web1")), home)) {
            List<Machine> machines = List.of(desk, here, there);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> machines.forEach(Machine::close), "newcomer-end"));
            try {
                new Step("git clone -q '" + repository + "' mailshell", desk).carryOut();
                new Newcomer(here, there, new OwnMail(realMail)).followPages();
                return Optional.empty();
            } catch (NotAsPrinted | ConditionTimeoutException e) {
                return Optional.of(e.getMessage() + printedMeanwhile(machines));
            }
        }
    }

    /** The launcher starts the jar by its whole path. */
    private static Optional<String> leftBehind(Path directory) {
        List<String> processes = ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(directory.toString()))
                .toList();
        return processes.isEmpty() ? Optional.empty() : Optional.of("processes are left behind: " + processes);
    }

    private static String printedMeanwhile(List<Machine> machines) throws IOException {
        StringBuilder printed = new StringBuilder();
        for (Machine machine : machines) {
            for (String text : machine.printedByRunning()) {
                printed.append("\nwhat runs in the background printed:\n").append(text);
            }
        }
        return printed.toString();
    }

    private void followPages() throws Exception {
        for (String each : Guide.PAGES) {
            page = each;
            followPage(Files.readString(here.path(page)));
        }
        if (!knowHow.unused().isEmpty()) {
            throw new NotAsPrinted("the pages have no command any more like " + knowHow.unused());
        }
    }

    private void followPage(String text) throws Exception {
        for (Block block : Block.of(text)) {
            Optional<String> reason = NOT_FOLLOWED.entrySet().stream()
                    .filter(each -> block.lines().get(0).startsWith(each.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (reason.isPresent()) {
                say(block.line(), block.lines().get(0).strip() + " …", "not followed: " + reason.get());
            } else {
                follow(block);
            }
        }
    }

    private void follow(Block block) throws Exception {
        if (block.isForAShell()) {
            for (Map.Entry<Integer, String> command : block.commands().entrySet()) {
                carryOut(command.getKey(), command.getValue());
            }
        } else if (block.isDialogue()) {
            for (Exchange exchange : block.exchanges()) {
                converse(exchange);
            }
        } else if (block.isSettings()) {
            for (String user : List.of("web1", "alice")) {
                set(here.path("homes").resolve(user), block);
            }
        } else {
            throw new NotAsPrinted(
                    place(block.line()) + "a block that is neither followed nor listed as one that is not");
        }
    }

    private void set(Path home, Block block) throws Exception {
        for (String setting : block.lines()) {
            mail.set(home, setting);
            say(block.line(), setting, "set in " + home.getFileName());
        }
        mail.setWhatIsDifferentHere(home);
    }

    private void converse(Exchange exchange) throws Exception {
        String printed = carryOut(exchange.line(), exchange.command());
        Optional<String> missing =
                new ShownOutput(exchange.output()).missingIn(printed.lines().toList());
        if (missing.isPresent()) {
            throw new NotAsPrinted(place(exchange.line()) + exchange.command() + " did not print the line \""
                    + missing.get() + "\" that the page shows, but:\n" + printed);
        }
    }

    private String carryOut(int line, String command) throws Exception {
        Step step = knowHow.step(command);
        if (step.reasonToLeaveOut().isPresent()) {
            say(line, command, "not followed: " + step.reasonToLeaveOut().get());
            return "";
        }
        System.out.print(place(line) + command);
        System.out.flush();
        long start = System.nanoTime();
        try {
            String printed = step.carryOut();
            System.out.println(
                    "  (" + Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0 + " s)");
            return printed;
        } catch (NotAsPrinted e) {
            System.out.println();
            throw new NotAsPrinted(place(line) + e.getMessage());
        }
    }

    private void say(int line, String what, String result) {
        System.out.println(place(line) + what + "  (" + result + ")");
    }

    private String place(int line) {
        return page + ":" + line + ": ";
    }
}
