package dev.mailshell.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of spooled mails: the time of arrival in UTC, {@code 20261121T101830.123456Z}. Each is one microsecond after the
 * one before at least, so that they sort and differ though the clock stands still or is set back.
 */
final class SpoolNames {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String WHOLE = ".eml";
    private static final String CUT = ".too-large.eml";
    private static final Pattern FILE = Pattern.compile("[0-9]{8}T[0-9]{6}\\.[0-9]{6}Z(?:\\.too-large)?\\.eml");

    private final InstantSource clock;
    private Instant last;

    /** @param last the newest name that is taken */
    SpoolNames(InstantSource clock, Optional<String> last) {
        this.clock = clock;
        this.last = last.map(name -> FORM.parse(name, Instant::from)).orElse(Instant.MIN);
    }

    synchronized String next() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        last = now.isAfter(last) ? now : last.plus(Duration.of(1, ChronoUnit.MICROS));
        return FORM.format(last);
    }

    /** Whether a file is a whole entry of a spool. */
    static boolean isEntry(Path file) {
        return FILE.matcher(file.getFileName().toString()).matches();
    }

    /** The entry that a file is. */
    static SpooledMail entry(Path file) {
        String name = file.getFileName().toString();
        boolean tooLarge = name.endsWith(CUT);
        return new SpooledMail(name.substring(0, name.length() - (tooLarge ? CUT : WHOLE).length()), file, tooLarge);
    }

    /** The entry of that name. */
    static SpooledMail entry(Path directory, String name, boolean tooLarge) {
        return new SpooledMail(name, directory.resolve(name + (tooLarge ? CUT : WHOLE)), tooLarge);
    }
}
