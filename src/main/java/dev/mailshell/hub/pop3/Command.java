package dev.mailshell.hub.pop3;

import dev.mailshell.model.Amount;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One line of a client (RFC 1939 section 3).
 *
 * @param keyword in capitals
 * @param argument all that follows the one blank behind it; a password may have blanks of its own
 */
record Command(String keyword, String argument) {

    /** With its CRLF (RFC 2449 section 4); what carries a password may be longer. */
    static final int LONGEST = 255;

    private static final Pattern KEYWORD = Pattern.compile("[A-Za-z]{3,5}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final List<String> WITH_PASSWORD = List.of("PASS", "AUTH");

    /** @throws NegativeAnswer if {@code line}, which has no CRLF, is no command */
    static Command parse(byte[] line) throws NegativeAnswer {
        String text = text(line);
        int blank = text.indexOf(' ');
        String keyword = blank < 0 ? text : text.substring(0, blank);
        if (!KEYWORD.matcher(keyword).matches()) {
            throw NegativeAnswer.mistake("that is no command");
        }
        Command command = new Command(keyword.toUpperCase(Locale.ROOT), blank < 0 ? "" : text.substring(blank + 1));
        if (line.length + 2 > LONGEST && !WITH_PASSWORD.contains(command.keyword())) {
            throw NegativeAnswer.mistake("the line is too long");
        }
        return command;
    }

    private static String text(byte[] line) throws NegativeAnswer {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            if (text.chars().noneMatch(Character::isISOControl)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // As for a control character.
        }
        throw NegativeAnswer.mistake("the line is no text");
    }

    boolean hasArgument() {
        return !argument.isEmpty();
    }

    /** @throws NegativeAnswer if there is an argument */
    void requireNoArgument() throws NegativeAnswer {
        if (hasArgument()) {
            throw NegativeAnswer.mistake(keyword + " has no argument");
        }
    }

    /** The argument as numbers, {@code count} of them. */
    List<Integer> numbers(int count) throws NegativeAnswer {
        List<OptionalInt> numbers = Pattern.compile(" ")
                .splitAsStream(argument)
                .map(Command::number)
                .toList();
        if (numbers.size() != count || numbers.stream().anyMatch(OptionalInt::isEmpty)) {
            throw NegativeAnswer.mistake(keyword + " needs " + Amount.of(count, "number"));
        }
        return numbers.stream().map(OptionalInt::getAsInt).toList();
    }

    private static OptionalInt number(String word) {
        return NUMBER.matcher(word).matches() ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
    }
}
