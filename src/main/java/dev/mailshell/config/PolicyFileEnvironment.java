package dev.mailshell.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** The section {@code environment}: variables that are set for a program. */
final class PolicyFileEnvironment {

    private static final int MAX_VARIABLES = 64;
    private static final int MAX_VALUE = 4096;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    // Each of them makes a program, or the shell that starts one, load or run something else than it seems to.
    private static final Pattern REFUSED =
            Pattern.compile("LD_.*|DYLD_.*|GLIBC_TUNABLES|GCONV_PATH|BASH_ENV|ENV|BASH_FUNC.*"
                    + "|SHELLOPTS|BASHOPTS|IFS|PS4|PROMPT_COMMAND|MAILSHELL_.*");
    private static final Pattern RISKY = Pattern.compile(
            "PATH|HOME|PYTHON.*|PERL5?(LIB|OPT|DB)|RUBY(LIB|OPT)|NODE_.*|_?JAVA_.*|JDK_.*|CLASSPATH|LUA_.*|GIT_.*|EDITOR|VISUAL|PAGER|SHELL");

    private final PolicyFileFindings findings;
    private final PolicyFileValues values;

    PolicyFileEnvironment(PolicyFileFindings findings, PolicyFileValues values) {
        this.findings = findings;
        this.values = values;
    }

    Map<String, String> read(PolicyFileSection section) {
        if (section.keys().size() > MAX_VARIABLES) {
            findings.error(
                    section.node(),
                    section.path() + " has too many variables (was "
                            + section.keys().size() + ", expected at most " + MAX_VARIABLES + ")",
                    "put them into a file that the program reads");
        }
        Map<String, String> variables = new HashMap<>();
        section.keys().forEach((name, key) -> {
            checkName(section, name, key);
            values.optional(section, name, this::value).ifPresent(value -> variables.put(name, value));
        });
        return variables;
    }

    private void checkName(PolicyFileSection section, String name, Node key) {
        String shown = PolicyFileValues.shown(name);
        if (!NAME.matcher(name).matches()) {
            findings.error(
                    key,
                    shown + " is not the name of a variable (expected 1 to 64 letters, digits and _)",
                    "rename it");
        } else if (REFUSED.matcher(name).matches()) {
            findings.error(
                    key,
                    section.path() + " sets " + shown + ", which changes how programs are loaded or run",
                    "leave it out; if a program cannot do without, name a script of yours in exec that sets it");
        } else if (RISKY.matcher(name).matches()) {
            findings.warning(
                    key,
                    section.path() + " sets " + shown + ", by which programs find what they load or run",
                    "name only what nobody but root can write");
        }
    }

    private Optional<String> value(Node node, String path) {
        return values.text(node, path)
                .flatMap(text -> text.length() <= MAX_VALUE
                        ? Optional.of(text)
                        : values.refuse(
                                node,
                                path + " is too long (was " + text.length() + " characters, expected at most "
                                        + MAX_VALUE + ")",
                                "shorten it"));
    }
}
