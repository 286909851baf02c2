package dev.mailshell.cli;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.mailshell.model.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** One object of JSON a line, in printable characters only, whatever a mail server wrote into a message. */
final class JsonLines extends JsonEncoder {

    private static final Pattern UNPRINTABLE = Pattern.compile(Printable.UNPRINTABLE);

    JsonLines() {
        setWithSequenceNumber(false);
        setWithNanoseconds(false);
        setWithContext(false);
        // The message as people read it, not its parts.
        setWithMessage(false);
        setWithArguments(false);
        setWithFormattedMessage(true);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(super.encode(event), StandardCharsets.UTF_8).stripTrailing();
        // All that is not printable stands in strings, where JSON has another way to write it.
        String printable = UNPRINTABLE.matcher(line).replaceAll(found -> escaped(found.group()));
        return (printable + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String character) {
        StringBuilder escaped = new StringBuilder();
        // A character beyond the first plane has two of them, and in a replacement a backslash counts for two.
        character.chars().forEach(unit -> escaped.append(String.format(Locale.ROOT, "\\\\u%04x", unit)));
        return escaped.toString();
    }
}
