package dev.mailshell.bench;

import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures and prints tables. Arguments choose what; without any it is all of {@link Measure}. */
public final class Bench {

    private static final int WARM_UP = 500;
    /** Each mail is made, carried and opened by processes of Java alone here, and until about then their code is still compiled. */
    private static final int HUB_WARM_UP = 2000;

    private static final int IN_FLIGHT = 16;
    private static final int MANY_MAILS = 10_000;
    /** Longer than a server goes on asking after a command, so that only IDLE is left. */
    private static final Duration COLD = Duration.ofSeconds(22);

    private static final Duration SETTLING = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Map<String, String> EAGER = Map.of("MAILSHELL_IMAP_PUSH", "eager");

    private final int samples = number("BENCH_SAMPLES", 100);
    private final int coldSamples = number("BENCH_COLD_SAMPLES", 10);
    private final int load = number("BENCH_LOAD", 800);
    private final int growth = number("BENCH_GROWTH", 20_000);
    private final Path directory;
    private final List<String> rows = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    private Bench(Path directory) {
        this.directory = directory;
    }

    /** Runs what is named. */
    public static void main(String[] args) throws Exception {
        List<Measure> measures = Measure.named(args);
        Optional<String> missing = RealMail.missing();
        if (missing.isPresent() && measures.stream().anyMatch(Measure::needsMailServer)) {
            System.err.println("error: " + missing.get());
            System.exit(1);
        }
        Path directory = Files.createTempDirectory("mailshell-bench");
        Party.init(directory, "rsa");
        Bench bench = new Bench(directory);
        for (Measure measure : measures) {
            System.err.println(measure.name().toLowerCase(Locale.ROOT));
            bench.measure(measure);
        }
        bench.print();
        delete(directory);
    }

    private void measure(Measure measure) throws Exception {
        switch (measure) {
            case WARM -> warm(0, "warm");
            case COLD -> cold();
            case LOAD -> load();
            case GROWTH -> growth();
            case FULL -> warm(MANY_MAILS, "warm, 10,000 mails in each folder");
            case REST -> rest();
            case DROP -> drop();
            case START -> start();
            case CLI -> cli();
            case CRYPTO -> crypto();
            case HUB -> hub();
        }
    }

    private void warm(int mails, String what) throws Exception {
        try (RealMail mail = mail(mails)) {
            Samples floor;
            try (Echo echo = Echo.asking(mail, Duration.ofMillis(25))) {
                floor = Measurement.latency(echo::send, WARM_UP, Duration.ZERO, samples);
                row(what, "echo, NOOP every 25 ms", floor);
            }
            try (Commands commands = new Commands(mail, directory, Map.of())) {
                row(what, "Mail Shell", Measurement.latency(commands::send, WARM_UP, Duration.ZERO, samples), floor);
            }
        }
    }

    private void cold() throws Exception {
        try (RealMail mail = mail(0)) {
            Samples floor;
            try (Echo echo = Echo.idling(mail)) {
                // Nothing changes with a longer rest: it waits by IDLE all the time.
                floor = Measurement.latency(echo::send, 5, Duration.ofSeconds(1), coldSamples);
                row("cold", "echo, IDLE", floor);
            }
            cold(mail, "Mail Shell, `idle`", Map.of(), floor);
            cold(mail, "Mail Shell, `eager`", EAGER, floor);
        }
    }

    private void cold(RealMail mail, String who, Map<String, String> settings, Samples floor) throws Exception {
        try (Commands commands = new Commands(mail, directory, settings)) {
            row("cold", who, Measurement.latency(commands::send, WARM_UP, COLD, coldSamples), floor);
        }
    }

    private void load() throws Exception {
        try (RealMail mail = mail(0)) {
            try (Echo echo = Echo.asking(mail, Duration.ofMillis(25))) {
                perSecond("echo, NOOP every 25 ms", echo::send);
            }
            try (Commands commands = new Commands(mail, directory, Map.of())) {
                long before = commands.server().residentKib();
                perSecond("Mail Shell", commands::send);
                lines.add(String.format(
                        Locale.ROOT,
                        "server: %d MiB resident when ready, %d MiB after %d commands",
                        before / 1024,
                        commands.server().residentKib() / 1024,
                        WARM_UP + load));
            }
        }
    }

    private void perSecond(String who, Question question) throws Exception {
        Measurement.perSecond(question, WARM_UP, IN_FLIGHT);
        double perSecond = Measurement.perSecond(question, load, IN_FLIGHT);
        lines.add(String.format(Locale.ROOT, "%d in flight, %s: %.1f commands/s", IN_FLIGHT, who, perSecond));
    }

    private void growth() throws Exception {
        try (RealMail mail = mail(0);
                Commands commands = new Commands(mail, directory, Map.of())) {
            lines.addAll(new Growth(commands, growth).measure());
        }
    }

    private void rest() throws Exception {
        try (RealMail mail = mail(0);
                Commands commands = new Commands(mail, directory, Map.of())) {
            Measurement.latency(commands::send, 5, Duration.ZERO, 1);
            Measurement.pause(SETTLING);
            Duration server = commands.server().processorTime();
            Duration client = commands.client().processorTime();
            Measurement.pause(REST);
            lines.add(String.format(
                    Locale.ROOT,
                    "at rest: server %.2f %%, client %.2f %% of a core; server %d MiB, client %d MiB resident",
                    share(commands.server().processorTime().minus(server)),
                    share(commands.client().processorTime().minus(client)),
                    commands.server().residentKib() / 1024,
                    commands.client().residentKib() / 1024));
        }
    }

    private static double share(Duration used) {
        return 100.0 * used.toMillis() / REST.toMillis();
    }

    private void drop() throws Exception {
        try (RealMail mail = mail(0);
                Commands commands = new Commands(mail, directory, Map.of())) {
            row("warm", "Mail Shell, dropped file", Measurement.latency(commands::drop, 5, Duration.ZERO, coldSamples));
        }
    }

    private void start() throws Exception {
        try (RealMail mail = mail(0)) {
            lines.addAll(new Start(mail, directory).measure());
        }
    }

    private void cli() throws Exception {
        try (RealMail mail = mail(0);
                CommandLineSpeed speed = new CommandLineSpeed(mail, directory, samples, Clock.systemUTC())) {
            lines.addAll(speed.measure());
        }
    }

    private void crypto() throws Exception {
        try (CryptoHomes homes = new CryptoHomes(directory.resolve("crypto"))) {
            lines.addAll(new CryptoSpeed(homes).measure());
        }
    }

    private void hub() throws Exception {
        try (HubSite site = new HubSite(directory.resolve("hub"))) {
            site.start();
            HubRoundTrip roundTrip = new HubRoundTrip(site, HUB_WARM_UP, samples);
            Samples floor = roundTrip.echo();
            row("hub", "echo of plain mail by way of the hub", floor);
            row("hub", "Mail Shell, by way of the hub to a server elsewhere", roundTrip.toServer(), floor);
            row("hub", "Mail Shell, the server is the hub", roundTrip.toHub(), floor);
            site.start();
            add(new HubAcceptance(site).measure());
            site.start();
            add(new HubAtRest(site).measure());
            add(new HubFull(site, Clock.systemUTC(), samples).measure());
        }
    }

    private void add(List<String> measured) {
        measured.forEach(System.err::println);
        lines.addAll(measured);
    }

    /** A mail server whose mailboxes hold so many mails: foreign ones for the client, old ones for both. */
    private static RealMail mail(int mails) throws Exception {
        RealMail mail = RealMail.start("web1", "alice");
        if (mails > 0) {
            Filling.fill(mail, "web1", "mailshell/received", mails);
            Filling.fill(mail, "alice", "mailshell/received", mails);
            Filling.fill(mail, "alice", "INBOX", mails);
        }
        return mail;
    }

    private void row(String what, String who, Samples samples) {
        row(what, who, samples, samples);
    }

    /** With the ratio of its median to that of the floor. */
    private void row(String what, String who, Samples samples, Samples floor) {
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f |",
                what,
                who,
                samples.millis(50),
                samples.millis(95),
                (double) samples.median().toNanos() / floor.median().toNanos()));
        System.err.println(rows.get(rows.size() - 1));
    }

    private void print() {
        if (rows.isEmpty()) {
            lines.forEach(System.out::println);
            return;
        }
        System.out.println("| round trip | of | median ms | p95 ms | median / floor |");
        System.out.println("|---|---|---|---|---|");
        rows.forEach(System.out::println);
        System.out.println();
        lines.forEach(System.out::println);
    }

    private static int number(String variable, int otherwise) {
        return Optional.ofNullable(System.getenv(variable))
                .map(Integer::valueOf)
                .orElse(otherwise);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
