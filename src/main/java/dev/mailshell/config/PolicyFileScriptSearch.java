package dev.mailshell.config;

import dev.mailshell.config.PolicyFileInterpreter.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds those arguments of an interpreter that it runs, names of files to run and options among them. */
final class PolicyFileScriptSearch {

    private final PolicyFileInterpreter interpreter;
    private final List<String> arguments;
    private final List<Script> scripts = new ArrayList<>();
    private boolean awaited;
    private boolean given;

    /**
     * An argument that is run.
     *
     * @param index among the arguments
     * @param byOption whether an option says so, and not only its place
     */
    record Script(int index, boolean byOption) {}

    private PolicyFileScriptSearch(PolicyFileInterpreter interpreter, List<String> arguments) {
        this.interpreter = interpreter;
        this.arguments = arguments;
        this.given = !interpreter.scriptOperand();
    }

    static List<Script> scripts(PolicyFileInterpreter interpreter, List<String> arguments) {
        PolicyFileScriptSearch search = new PolicyFileScriptSearch(interpreter, arguments);
        int next = 0;
        while (next < arguments.size()) {
            next = search.read(next);
        }
        return search.scripts;
    }

    /** The index to go on at. */
    private int read(int index) {
        String argument = arguments.get(index);
        return argument.startsWith("-") || argument.startsWith("+")
                ? readOption(index, interpreter.meanings(argument))
                : readOperand(index);
    }

    private int readOption(int index, Set<Meaning> meanings) {
        if (!meanings.contains(Meaning.VALUE_HERE)) {
            scripts.add(new Script(index, awaited || meanings.contains(Meaning.SCRIPT_HERE)));
        }
        awaited |= meanings.contains(Meaning.SCRIPT_FOLLOWS);
        given |= meanings.contains(Meaning.SCRIPT_HERE);
        return index + (meanings.contains(Meaning.VALUE_FOLLOWS) ? 2 : 1);
    }

    private int readOperand(int index) {
        // Options may stand between -c and its script, and others may follow.
        boolean more = awaited || !interpreter.scriptOperand();
        if (awaited || !given) {
            scripts.add(new Script(index, awaited));
        }
        given |= awaited;
        awaited = false;
        return more ? index + 1 : arguments.size();
    }
}
