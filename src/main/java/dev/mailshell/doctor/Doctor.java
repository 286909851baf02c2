package dev.mailshell.doctor;

import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.OwnStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Looks at everything that commands and answers need, and changes nothing but for what it takes away again. */
public final class Doctor {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Home home;
    private final Map<String, String> environment;
    private final Supplier<List<KeyLife>> keys;
    private final Clock clock;
    private final SecureRandom random;

    /**
     * How far it looks.
     *
     * @param offline whether no mail server is asked anything
     * @param noMail whether no mail is sent
     */
    public record Scope(boolean offline, boolean noMail) {}

    /**
     * For one home.
     *
     * @param environment as in {@link MailshellConfig#load}
     * @param keys reads those of the home; may throw {@link dev.mailshell.crypto.KeyringFailure}
     * @param clock the time
     * @param random for names that nobody else has
     */
    public Doctor(
            Home home,
            Map<String, String> environment,
            Supplier<List<KeyLife>> keys,
            Clock clock,
            SecureRandom random) {
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes all checks; takes little more than three minutes at most.
     *
     * @param sink takes the name of a group and what was found, in the order in which it is to be shown and as soon as it is known
     * @return whether nothing failed
     * @throws IOException if files of the home change while they are read
     */
    public boolean examine(Scope scope, BiConsumer<String, Finding> sink) throws IOException {
        HomeCheck homeCheck = new HomeCheck(home, environment);
        boolean sound = show(List.of(Group.of("home", homeCheck)), new Trouble(false), sink);
        Optional<MailshellConfig> config = homeCheck.config();
        if (config.isEmpty()) {
            show(withoutSettings(), new Trouble(false), sink);
            sink.accept("all", Finding.skipped("others", "the settings cannot be used"));
            return false;
        }
        Redaction redaction = new Redaction(config.get());
        try (MailChecks mail = new MailChecks(config.get(), clock, random)) {
            boolean others = show(
                    groups(config.get(), scope, mail),
                    new Trouble(config.get().caFile().isPresent()),
                    (group, finding) -> sink.accept(group, redaction.of(finding)));
            return sound && others;
        }
    }

    /** Whether nothing failed. */
    private static boolean show(List<Group> groups, Trouble trouble, BiConsumer<String, Finding> sink) {
        boolean sound = true;
        try (Examination examination = new Examination(trouble, LONGEST)) {
            List<CompletableFuture<List<Finding>>> all = examination.ofAll(groups);
            for (int i = 0; i < groups.size(); i++) {
                for (Finding finding : all.get(i).join()) {
                    sink.accept(groups.get(i).name(), finding);
                    sound &= !finding.failed();
                }
            }
        }
        return sound;
    }

    private List<Group> withoutSettings() {
        List<Group> groups = new ArrayList<>(List.of(keys()));
        if (Files.exists(home.policy())) {
            groups.add(policy());
        }
        return groups;
    }

    private Group keys() {
        return Group.of("keys", new KeysCheck(keys, clock.instant()));
    }

    private Group policy() {
        return Group.of("policy", new PolicyCheck(home.policy()));
    }

    private List<Group> groups(MailshellConfig config, Scope scope, MailChecks mail) {
        List<Group> groups = new ArrayList<>(List.of(keys()));
        mail.groups().stream()
                .map(group -> group.unless(scope.offline(), "of --offline"))
                .map(group -> group.unless(scope.noMail() && group.name().equals(MailChecks.LOOP_BACK), "of --no-mail"))
                .forEach(groups::add);
        if (config.reception() instanceof OwnStore own) {
            groups.add(Group.of("hub", new HubCertificateCheck(own.service(), random, clock.instant())));
        }
        Check disk = new DiskCheck(List.copyOf(storage(config)), folder -> Files.getFileStore(folder)
                .getUsableSpace());
        if (config.role().runsCommands()) {
            groups.add(policy());
            groups.add(Group.of("machine", disk, new RunAbilityCheck(config, clock, random)));
        } else {
            groups.add(Group.of("machine", disk));
        }
        return groups;
    }

    private static Set<Path> storage(MailshellConfig config) {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(config.home().state());
        folders.add(config.ledger().getParent());
        folders.add(config.home().logs());
        return folders;
    }
}
