package dev.mailshell.bench;

import dev.mailshell.crypto.SmallHeap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long it takes to seal and to open a mail, beside the programs {@code gpg} and {@code openssl} with the same keys. */
final class CryptoSpeed {

    private static final int SMALL_BYTES = 200;
    private static final int LARGE_BYTES = 10_000_000;
    /** As many as it takes until the compilers have nothing to do. */
    private static final int SMALL_WARM_UP = 1_500;

    private static final int LARGE_WARM_UP = 12;

    private final CryptoHomes homes;
    private final List<String> rows =
            new ArrayList<>(List.of("| | ours, ms | programs, ms | ours / theirs |", "|---|---|---|---|"));

    CryptoSpeed(CryptoHomes homes) {
        this.homes = homes;
    }

    /** A table of medians, and a line a format for 100 MB in a small heap. */
    List<String> measure() throws Exception {
        for (CryptoFormat format : CryptoFormat.values()) {
            measure(format, "200 B", SMALL_BYTES, SMALL_WARM_UP, 300);
            measure(format, "10 MB", LARGE_BYTES, LARGE_WARM_UP, 15);
        }
        for (CryptoFormat format : CryptoFormat.values()) {
            var outcome = new SmallHeap(64, homes.directory().resolve("large.log"))
                    .run(SealedMail.class, homes.directory(), Path.of(format.name()));
            rows.add(outcome.output().strip());
        }
        return rows;
    }

    private void measure(CryptoFormat format, String size, int bytes, int warmUp, int samples) throws Exception {
        Path entity = homes.directory().resolve("entity");
        Path ours = homes.directory().resolve("ours.eml");
        SealedMail.write(entity, bytes);
        SealedMail mail = new SealedMail(homes.parties(), format);
        Samples sealing = time(() -> mail.seal(entity, ours), warmUp, samples);
        Samples opening = time(() -> mail.open(ours), warmUp, samples);
        int processes = Math.min(samples, 30);
        Samples theirSealing = time(() -> homes.sealElsewhere(format), 2, processes);
        Samples theirOpening = time(() -> homes.openElsewhere(format), 2, processes);
        // What they made is what we open.
        mail.open(homes.directory().resolve("theirs.eml"));
        row(format, size, "seal", sealing, theirSealing);
        row(format, size, "open", opening, theirOpening);
    }

    /** What is timed. */
    private interface Act {
        void run() throws Exception;
    }

    private static Samples time(Act act, int warmUp, int samples) throws Exception {
        for (int i = 0; i < warmUp; i++) {
            act.run();
        }
        List<Duration> durations = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            long start = System.nanoTime();
            act.run();
            durations.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return new Samples(durations);
    }

    private void row(CryptoFormat format, String size, String act, Samples ours, Samples theirs) {
        double mine = ours.median().toNanos() / 1e6;
        double other = theirs.median().toNanos() / 1e6;
        rows.add(String.format(
                Locale.ROOT,
                "| %s %s, %s | %.1f | %.1f (`%s`) | %.2f |",
                act,
                size,
                format.title(),
                mine,
                other,
                format.program(),
                mine / other));
        System.err.println(rows.get(rows.size() - 1));
    }
}
