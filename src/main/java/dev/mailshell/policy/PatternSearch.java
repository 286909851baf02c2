package dev.mailshell.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for a risky value that a pattern admits. It tries short values made of the pattern's own characters: what it finds is
 * certain, that it finds nothing proves nothing.
 */
public final class PatternSearch {

    private static final int MAX_TRIES = 200;
    private static final int MAX_ALPHABET = 24;
    private static final Pattern SYNTAX = Pattern.compile("[\\\\\\[\\](){}|*+?^$]+");

    private final ValuePattern pattern;
    private final List<String> alphabet;

    /** A search through what {@code pattern} admits. */
    public PatternSearch(ValuePattern pattern) {
        this.pattern = pattern;
        this.alphabet = Stream.of(
                        Stream.of("..", "a", "0", "/", "-", "."),
                        words(pattern.toString()),
                        letters(pattern.toString()))
                .flatMap(parts -> parts)
                .distinct()
                .limit(MAX_ALPHABET)
                .toList();
    }

    // The plain stretches of a pattern, such as /srv/ and .log of /srv/[a-z]+\.log, lead to a whole value at once.
    private static Stream<String> words(String regex) {
        return SYNTAX.splitAsStream(regex.replace("\\.", ".")).filter(word -> !word.isEmpty());
    }

    private static Stream<String> letters(String regex) {
        return regex.chars().mapToObj(Character::toString);
    }

    /** A value with a leading {@code -}, which a program may take for an option. */
    public Optional<String> leadingDash() {
        return search("-", "-");
    }

    /** A value with {@code ..}, which may lead out of a directory. */
    public Optional<String> dotDot() {
        return search("", "..");
    }

    private Optional<String> search(String start, String within) {
        Queue<String> prefixes = new ArrayDeque<>(List.of(start));
        for (int tries = 0; tries < MAX_TRIES && !prefixes.isEmpty(); tries++) {
            String prefix = prefixes.remove();
            if (prefix.contains(within) && pattern.match(prefix) == ValuePattern.Match.FITS) {
                return Optional.of(prefix);
            }
            prefixes.addAll(continuations(prefix));
        }
        return Optional.empty();
    }

    private List<String> continuations(String prefix) {
        List<String> longer = new ArrayList<>();
        for (String next : alphabet) {
            if (pattern.mayBegin(prefix + next)) {
                longer.add(prefix + next);
            }
        }
        return longer;
    }
}
