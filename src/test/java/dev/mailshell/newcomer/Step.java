package dev.mailshell.newcomer;

import dev.mailshell.newcomer.Machine.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One printed command, and how a newcomer carries it out. */
final class Step {

    /** What is done by hand before a command. */
    @FunctionalInterface
    interface Before {
        void act() throws Exception;
    }

    /** What is done by hand, or looked at, after it. */
    @FunctionalInterface
    interface After {
        void act(String printed) throws Exception;
    }

    /** {@code send --wait}: no answer came in time. */
    private static final int NO_ANSWER = 253;

    private static final int ATTEMPTS = 5;

    private final List<Pattern> expected = new ArrayList<>();
    private final List<Before> before = new ArrayList<>();
    private final List<After> after = new ArrayList<>();
    private String command;
    private Machine machine;
    private String typed = "";
    private boolean atTerminal;
    private boolean inBackground;
    private int exit;
    private Optional<String> reasonToLeaveOut = Optional.empty();

    Step(String command, Machine machine) {
        this.command = command;
        this.machine = machine;
    }

    Step on(Machine other) {
        machine = other;
        return this;
    }

    /** Another text in the place of an example that only its author has. */
    Step with(String example, String own) {
        command = command.replace(example, own);
        return this;
    }

    Step typing(String text) {
        typed = text;
        return this;
    }

    Step typingAtTerminal(String text) {
        atTerminal = true;
        return typing(text);
    }

    Step inBackground() {
        inBackground = true;
        return this;
    }

    Step exitsWith(int code) {
        exit = code;
        return this;
    }

    /** Some line of what it prints is like {@code line}. */
    Step prints(String line) {
        expected.add(Pattern.compile("(?m)^" + line + "$"));
        return this;
    }

    Step first(Before act) {
        before.add(act);
        return this;
    }

    Step then(After act) {
        after.add(act);
        return this;
    }

    Step leaveOut(String reason) {
        reasonToLeaveOut = Optional.of(reason);
        return this;
    }

    Optional<String> reasonToLeaveOut() {
        return reasonToLeaveOut;
    }

    /**
     * Carries it out, and what belongs to it, and returns what it printed.
     *
     * @throws NotAsPrinted if it exits or prints otherwise than it has to
     */
    String carryOut() throws Exception {
        for (Before act : before) {
            act.act();
        }
        String printed = inBackground ? machine.startUntilReady(command) : end();
        for (Pattern line : expected) {
            if (!line.matcher(printed).find()) {
                throw new NotAsPrinted(command + " printed no line like " + line + ":\n" + printed);
            }
        }
        for (After act : after) {
            act.act(printed);
        }
        return printed;
    }

    private String end() throws Exception {
        Ended ended = type();
        // A busy machine may need longer than the page waits.
        for (int attempt = 1; attempt < ATTEMPTS && ended.exit() == NO_ANSWER; attempt++) {
            ended = type();
        }
        // A terminal ends each line with a carriage return as well.
        String printed = ended.printed().replace("\r\n", "\n");
        if (ended.exit() != exit) {
            throw new NotAsPrinted(command + " exited with another code (was " + ended.exit() + ", expected " + exit
                    + "):\n" + printed);
        }
        return printed;
    }

    private Ended type() throws Exception {
        return atTerminal ? machine.runAtTerminal(command, typed) : machine.run(command, typed);
    }
}
