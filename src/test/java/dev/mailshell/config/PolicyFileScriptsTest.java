package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.ConfigFailure.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileScriptsTest {

    @TempDir
    private Path directory;

    private TestPolicy yaml;

    @BeforeEach
    void makePolicy() {
        yaml = new TestPolicy(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/sh, -c, 'ls {x}'",
                "/bin/sh, -c, --, 'ls {x}'",
                "/bin/sh, -c, '-', 'ls {x}'",
                "/bin/sh, '{x}'",
                "/bin/sh, -x, '{x}'",
                "/bin/sh, -s, '{x}'",
                "/bin/sh, '-{x}', ls",
                "/bin/sh, -c, '-{x}', ls",
                "/bin/sh, '/opt/{x}.sh'",
                "/bin/bash, -c, -e, 'ls {x}'",
                "/bin/bash, -lc, 'ls {x}'",
                "/bin/bash, -euo, pipefail, -c, 'ls {x}'",
                "/bin/bash, -ceuo, pipefail, 'ls {x}'",
                "/bin/bash, -oc, pipefail, 'ls {x}'",
                "/bin/bash, +o, pipefail, -O, extglob, -c, 'ls {x}'",
                "/bin/bash, --rcfile, /etc/rc, -c, 'ls {x}'",
                "/usr/bin/fish, -C, 'set a 1', -c, 'ls {x}'",
                "/usr/bin/fish, '--command=ls {x}'",
                "/usr/bin/env, sh, -c, 'ls {x}'",
                "/usr/bin/sudo, -u, web, --, /bin/sh, -c, 'ls {x}'",
                "/usr/bin/docker, exec, web, sh, -e, -c, 'ls {x}'",
                "/usr/bin/ssh, host, sh, -c, 'ls {x}'",
                "/bin/su, '-', web, -c, 'ls {x}'",
                "/bin/su, -c, 'ls {x}', web",
                "/usr/bin/sudo, su, web, '--command=ls {x}'",
                "/usr/sbin/runuser, -u, web, --, sh, -c, 'ls {x}'",
                "/usr/bin/python3, -c, 'print(\"{x}\")'",
                "/usr/bin/python3.11, -W, ignore, -c, 'print(\"{x}\")'",
                "/usr/bin/python3, '-cprint({x})'",
                "/usr/bin/python3, -m, '{x}'",
                "/usr/bin/python3, '{x}'",
                "/usr/bin/perl, -we, 'print {x}'",
                "/usr/bin/perl, -e, '1;', -e, 'print {x}'",
                "/usr/bin/ruby, -rjson, -ne, 'puts {x}'",
                "/usr/bin/node, --require, json, --eval, 'f({x})'",
                "/usr/bin/node, -pe, '{x}'",
                "/usr/bin/node, '--eval=f({x})'",
                "/usr/bin/php, -r, 'f({x});'",
                "/usr/bin/lua5.4, -e, 'f({x})'",
                "/usr/bin/awk, '/{x}/'",
                "/usr/bin/awk, -F, ':', '/{x}/'",
                "/usr/bin/awk, '-{v}={x}', '{{print}}'",
                "/usr/bin/gawk, -f, '{x}.awk', /etc/hosts",
            })
    void refusesAValueThatAnInterpreterRuns(String exec) throws IOException {
        assertThat(errors(exec)).isNotEmpty().allSatisfy(problem -> assertThat(problem.fact())
                .contains(" lets a value choose what "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bin/sh, -c, 'ls -- \"$1\"', sh, '{x}'",
                "/bin/bash, -euo, pipefail, -c, 'ls -- \"$1\"', bash, '{x}'",
                "/bin/bash, -c, -e, 'ls -- \"$1\"', bash, '{x}'",
                "/bin/bash, /opt/tool.sh, '{x}'",
                "/bin/bash, /opt/tool.sh, -c, '{x}'",
                "/bin/bash, -o, pipefail, /opt/tool.sh, '--name={x}'",
                "/usr/bin/env, bash, -c, 'ls -- \"$1\"', bash, '{x}'",
                "/bin/su, web, -c, 'ls -- \"$1\"', sh, '{x}'",
                "/bin/su, -s, /bin/sh, '{x}', -c, id",
                "/usr/bin/python3, /opt/tool.py, '{x}'",
                "/usr/bin/python3, -W, ignore, -m, http.server, '{x}'",
                "/usr/bin/python3, -c, 'import sys', '{x}'",
                "/usr/bin/perl, -MJSON, -ne, 'print', '{x}'",
                "/usr/bin/perl, '-e1', '{x}'",
                "/usr/bin/awk, -v, 'n={x}', '{{print n}}', /etc/hosts",
                "/usr/bin/awk, '-vn={x}', '{{print n}}', /etc/hosts",
                "/usr/bin/awk, -f, /opt/tool.awk, '{x}'",
                "/usr/bin/journalctl, -u, ssh, '--lines={x}'",
                "/usr/bin/systemctl, restart, php8.2-fpm, '{x}'",
                "/bin/echo, '{x}', bash, -c, id",
            })
    void acceptsAValueThatAFixedScriptReads(String exec) throws Exception {
        assertThat(warnings(exec)).isEmpty();
    }

    @Test
    void warnsWhereItCannotTellWhetherAnInterpreterRunsTheValue() throws Exception {
        String may = "policy.yaml:1:61 commands.a.exec[2] may let a value choose what ";
        assertThat(warnings("/usr/bin/nice, /usr/local/bin/node, '{x}'"))
                .containsExactly(may + "/usr/local/bin/node runs");
        assertThat(warnings("/usr/bin/env, bash, '{x}'"))
                .singleElement()
                .asString()
                .endsWith("what bash runs");
        assertThat(warnings("/usr/bin/pgrep, bash, '-{x}'"))
                .singleElement()
                .asString()
                .endsWith("what bash runs");
    }

    @Test
    void warnsThatAShellBehindSshReadsTheValue() throws Exception {
        assertThat(warnings("/usr/bin/ssh, host, uptime, '{x}'"))
                .singleElement()
                .asString()
                .endsWith("commands.a.exec[3] may be read by a shell on the other machine");
    }

    private static String policy(String exec) {
        String used = exec.contains("{v}") ? "v: { pattern: v }, " : "";
        return "commands: { a: { exec: [" + exec + "], args: { " + used + "x: { pattern: a } } } }\n";
    }

    private List<Problem> errors(String exec) throws IOException {
        return yaml.problems(policy(exec));
    }

    /** Those about values; whether the programs are on this machine does not matter here. */
    private List<String> warnings(String exec) throws IOException, ConfigFailure {
        return PolicyFile.load(yaml.write(policy(exec))).warnings().stream()
                .map(warning -> warning.place() + " " + warning.fact())
                .filter(warning -> !warning.contains("does not exist") && !warning.contains("allowed by no role"))
                .toList();
    }

    /** Left out, or given twice, what stands before the script lets the value behind it be the script. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "w: { pattern: a, optional: true }, x: { pattern: b } | python3, -W, '{w}', /opt/fixed.py, '{x}' | 4",
                "w: { pattern: a, optional: true }, v: { pattern: a, optional: true }, x: { pattern: b }"
                        + " | python3, -W, '{w}', -W, '{v}', /opt/fixed.py, '{x}' | 6",
                "x: { list: { of: { pattern: a } } } | python3, -W, '{x}', /opt/fixed.py | 2"
            })
    void refusesAValueThatIsAScriptOnceAnotherIsLeftOutOrGivenTwice(String text) throws Exception {
        String[] parts = text.split(" \\| ", -1);
        String exec = "/usr/bin/" + parts[1];

        assertThat(yaml.problems("commands: { a: { exec: [" + exec + "], args: { " + parts[0] + " } } }"))
                .extracting(Problem::fact)
                .contains("commands.a.exec[" + parts[2] + "] lets a value choose what /usr/bin/python3 runs");
    }

    @Test
    void takesOptionalValuesAndListsBehindAFixedScript() throws Exception {
        Path file = yaml.write("commands: { a: { exec: [/usr/bin/python3, /opt/fixed.py, \"{o}\", \"{l}\"], args: {"
                + " o: { pattern: a, optional: true }, l: { list: { of: { pattern: a } } } } } }");

        assertThat(PolicyFile.read(file)).isNotNull();
    }
}
