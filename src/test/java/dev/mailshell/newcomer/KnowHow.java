package dev.mailshell.newcomer;

import static org.awaitility.Awaitility.await;

import dev.mailshell.exec.TreeRemoval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a newcomer knows, has or does besides what the pages print, and what has to come of it. A command of which nothing is known here runs as it
 * is printed, in the clone, with nothing to read, and has to exit with 0.
 */
final class KnowHow {

    private static final String UPTIME = " ?\\d\\d:\\d\\d:\\d\\d up .*load average: .*";
    private static final String SEND = "./mailshell send --home homes/alice --to web1 ";
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{4}(-[0-9A-Z]{4}){6}");
    private static final Pattern ID = Pattern.compile("(?m)^[0-9a-f]{8}(?=-)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Machine here;
    private final Machine there;
    private final OwnMail mail;
    private final Map<Pattern, Consumer<Step>> known = new LinkedHashMap<>();
    private final Set<Pattern> used = new HashSet<>();
    private String found = "";

    /**
     * @param here where the clone is, and alice
     * @param there where web1 is from step 5 on
     */
    KnowHow(Machine here, Machine there, OwnMail mail) {
        this.here = here;
        this.there = there;
        this.mail = mail;
        knowMachines();
        knowFirstSteps();
        knowCommands();
        knowKeys();
        knowHub();
    }

    /** A command as it is carried out. */
    Step step(String command) {
        Step step = new Step(command, here);
        known.forEach((pattern, effect) -> {
            if (pattern.matcher(command).find()) {
                used.add(pattern);
                effect.accept(step);
            }
        });
        return step;
    }

    /** That of which the page had nothing: it is proved no more. */
    List<String> unused() {
        return known.keySet().stream()
                .filter(pattern -> !used.contains(pattern))
                .map(Pattern::pattern)
                .toList();
    }

    private void know(String command, Consumer<Step> effect) {
        known.put(Pattern.compile(command), effect);
    }

    private void knowMachines() {
        know("--home web1( |$)", step -> step.on(there));
        know("^tar -x", step -> step.on(there));
        know("^\\./mailshell (server|client|hub) --home", Step::inBackground);
    }

    private void knowFirstSteps() {
        know("^mvn verify", step -> step.leaveOut("it is what .ci/run does before"));
        know("demo -- 'uname -a; exit 3'", step -> step.exitsWith(3));
        for (String user : List.of("web1", "alice")) {
            know("> homes/" + user + "/password", step -> step.typing(mail.password(user)));
        }
        know("^tar -xzf mailshell\\.tgz", step -> step.first(() -> carry("mailshell.tgz")));
        know("^tar -xzpf web1\\.tgz", step -> step.first(() -> carry("web1.tgz"))
                .then(printed -> {
                    TreeRemoval.remove(here.path("homes/web1"));
                    Files.delete(here.path("web1.tgz"));
                    Files.delete(there.path("web1.tgz"));
                }));
        know("doctor --home", step -> step.prints("ok +loop-back +delivery +.*"));
    }

    private void knowCommands() {
        know("-- uptime$", step -> step.prints(UPTIME));
        know("-- id$", step -> step.exitsWith(254));
        know("sync --home", step -> step.first(this::sendAndLetItBeAnswered).prints("[0-9a-f]{8}  web1: done .*"));
        know("status --home", step -> step.prints("[0-9a-f]{8}  \\S+  web1 +done .*uptime"));
        know("shell --home", step -> step.typing("send web1 uptime\n").prints(UPTIME));
        know("-- jobs$", step -> step.then(printed -> found = first(ID, printed)));
        know("-- cancel 3f2a1b2c$", step -> step.with("3f2a1b2c", found).prints(".* had ended before: .*"));
        know("outbox/hello\\.cmd$", step -> step.then(printed -> awaitAnswer("hello.cmd")));
        know("outbox/log\\.json$", step -> step.then(printed -> awaitAnswer("log.json")));
    }

    private void knowKeys() {
        know("--client bob bob\\.asc$", step -> step.first(this::makeKeysOfBob));
        know("keys add ", step -> step.typingAtTerminal("yes\n"));
        know("keys invite carol", step -> step.then(printed -> found = first(CODE, printed)));
        know("keys join ", step -> step.typingAtTerminal(found + "\n"));
        know("keys join .* --address ", step -> step.then(printed -> fillIn("carol")));
        know("keys join (?!.* --address )", step -> step.prints("joined web1 .*"));
        know("keys accept carol", step -> step.typingAtTerminal("yes\n").then(printed -> isAnsweredAsClient("carol")));
        know("keys revoke --home web1 alice", step -> step.then(printed -> isRefused("KEY_REVOKED")));
        know("--client alice alice-2\\.", step -> step.first(this::carryPreparedKeys));
        know("keys rotate .*--finish", step -> step.then(printed -> run(SEND + "--wait 1m -- uptime")));
    }

    /** All three machines are this one, where the name in the page does not lead, and the ports may be in use. */
    private void knowHub() {
        know("--hub hub=", step -> step.with("--hub ", "--hub-host localhost --hub ")
                .then(printed -> OwnHub.withFreePorts().settle(here.path("fleet"), "db1", "carol")));
        know("fleet/carol --to ", step -> step.prints(UPTIME));
        know("hub user add ", step -> step.prints("[0-9a-f]{32}"));
        know("vault list --home fleet/hub", step -> step.prints("ID +ARRIVED .*"));
    }

    private void carry(String file) throws IOException {
        Files.copy(here.path(file), there.path(file), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void carryPreparedKeys() throws IOException {
        for (String key : List.of("alice-2.crt", "alice-2.pgp.asc")) {
            Files.copy(
                    here.path("homes/alice/identity").resolve(key),
                    there.path(key),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void makeKeysOfBob() throws Exception {
        run("./mailshell keys init --dir others --server web3=web3@example.org --client bob=bob@example.org");
        Files.copy(here.path("others/bob/identity/bob.crt"), there.path("bob.crt"));
        Files.copy(here.path("others/bob/identity/bob.pgp.asc"), there.path("bob.asc"));
    }

    /** Step 3 once more, for a home that was not there then. */
    private void fillIn(String user) throws Exception {
        Path home = here.path(user);
        mail.set(home, "mailshell.imap.host=imap.example.org");
        mail.set(home, "mailshell.smtp.host=smtp.example.org");
        mail.setWhatIsDifferentHere(home);
        new Step("(umask 077; cat > " + user + "/password)", here)
                .typing(mail.password(user))
                .carryOut();
    }

    /** The policy does not name who has just been accepted. */
    private void isAnsweredAsClient(String user) throws Exception {
        new Step("./mailshell send --home " + user + " --to web1 --wait 1m -- uptime", here)
                .exitsWith(254)
                .prints("error: web1: denied, .*")
                .carryOut();
    }

    private void sendAndLetItBeAnswered() throws Exception {
        awaitInLogOfWeb1(run(SEND + "-- uptime").strip() + " reply submitted");
    }

    private void isRefused(String reason) throws Exception {
        run(SEND + "-- uptime");
        awaitInLogOfWeb1(reason);
    }

    private void awaitInLogOfWeb1(String text) {
        Path log = there.path("web1/logs/mailshell.log");
        await("web1 logs " + text).atMost(PATIENCE).until(() -> Files.readString(log)
                .contains(text));
    }

    private String run(String command) throws Exception {
        return new Step(command, here).carryOut();
    }

    /** Of a file that was dropped into the outbox: "the file moves to sent/, the verified answer is replies/&lt;id&gt;.txt". */
    private void awaitAnswer(String file) {
        Path alice = here.path("homes/alice");
        await("an answer to " + file).atMost(PATIENCE).until(() -> namesIn(alice.resolve("sent")).stream()
                .filter(name -> name.endsWith("-" + file))
                .map(name -> name.substring(0, name.length() - file.length() - 1))
                .anyMatch(id -> Files.exists(alice.resolve("replies/" + id + ".txt"))
                        && Files.exists(alice.resolve("replies/" + id + ".json"))));
    }

    private static List<String> namesIn(Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String first(Pattern pattern, String printed) throws NotAsPrinted {
        Matcher matcher = pattern.matcher(printed);
        if (!matcher.find()) {
            throw new NotAsPrinted("nothing like " + pattern + " was printed:\n" + printed);
        }
        return matcher.group();
    }
}
