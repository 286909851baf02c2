package dev.mailshell.soak;

import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** {@code Soak MINUTES [SEED]}: commands, deaths and duplicates at random; exits with 1 if anything became of them that must not. */
public final class Soak {

    private static final Duration TIME_TO_SETTLE = Duration.ofMinutes(4);
    private static final Errand[] ERRANDS = Errand.values();

    private final SoakSite site;
    private final Path runs;
    private final Random random;
    private final SoakCounts counts = new SoakCounts();
    private final Map<String, Map<String, Errand>> commands = new LinkedHashMap<>();

    private Soak(SoakSite site, Path runs, long seed) {
        this.site = site;
        this.runs = runs;
        this.random = new Random(seed);
        SoakSite.CLIENTS.forEach(client -> commands.put(client, new LinkedHashMap<>()));
    }

    /** Runs it, prints the counts, and keeps the homes only if something is wrong. */
    public static void main(String[] args) throws Exception {
        Optional<String> missing = RealMail.missing();
        if (missing.isPresent()) {
            System.err.println("error: " + missing.get());
            System.exit(1);
        }
        long minutes = args.length > 0 ? Long.parseLong(args[0]) : 3;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : new SecureRandom().nextInt(Integer.MAX_VALUE);
        System.out.println("minutes: " + minutes + ", seed: " + seed);
        Path directory = Files.createTempDirectory("mailshell-soak");
        List<String> violations;
        try (SoakSite site = SoakSite.start(directory)) {
            violations = new Soak(site, directory.resolve("runs"), seed).run(Duration.ofMinutes(minutes));
        }
        violations.forEach(violation -> System.out.println("violation: " + violation));
        if (violations.isEmpty()) {
            TreeRemoval.remove(directory);
        } else {
            System.out.println("the homes are kept in " + directory);
        }
        System.exit(violations.isEmpty() ? 0 : 1);
    }

    private List<String> run(Duration time) throws Exception {
        Files.createFile(runs);
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            act();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
        }
        settle();
        List<String> violations = SoakVerdict.of(site, counts, runs, commands);
        counts.add("duplicates refused by the server", refusedDuplicates());
        counts.add("violations", violations.size());
        counts.print();
        return violations;
    }

    private void act() throws Exception {
        int chance = random.nextInt(100);
        if (chance < 75) {
            send(SoakSite.CLIENTS.get(random.nextInt(2)), ERRANDS[random.nextInt(ERRANDS.length)]);
        } else if (chance < 85) {
            site.deliverAgain(random.nextInt(Integer.MAX_VALUE));
            counts.add("command mails delivered again");
        } else if (chance < 91) {
            kill(SoakSite.SERVER);
            counts.add("kills of the server");
        } else if (chance < 97) {
            kill(SoakSite.CLIENTS.get(random.nextInt(2)));
            counts.add("kills of a client");
        } else {
            stopMailServer();
        }
    }

    /** One time in four it may be in the middle of its start. */
    private void kill(String party) throws Exception {
        if (random.nextInt(4) > 0) {
            site.awaitReady(party);
        }
        site.killAndRestart(party);
    }

    private void send(String client, Errand errand) throws IOException {
        String word = "c" + counts.of("commands");
        errand.send(site.parties(), client, word, runs);
        commands.get(client).put(word, errand);
        counts.add("commands");
    }

    private void stopMailServer() throws Exception {
        boolean postfix = random.nextBoolean();
        counts.add("stops of " + (postfix ? "Postfix" : "Dovecot"));
        if (postfix) {
            site.mail().stopPostfix();
        } else {
            site.mail().stopDovecot();
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(3000));
        if (postfix) {
            site.mail().startPostfix();
        } else {
            site.mail().startDovecot();
        }
    }

    private void settle() throws Exception {
        long end = System.nanoTime() + TIME_TO_SETTLE.toNanos();
        while (System.nanoTime() < end && !SoakVerdict.remains(site).isEmpty()) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private int refusedDuplicates() throws IOException {
        int refused = 0;
        Path log = site.home(SoakSite.SERVER).logs().resolve("mailshell.log");
        for (String line : Files.readAllLines(log, StandardCharsets.UTF_8)) {
            refused += line.contains("DUPLICATE") ? 1 : 0;
        }
        return refused;
    }
}
