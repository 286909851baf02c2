package dev.mailshell.config;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that runs what it is given as an argument, and how it reads its options.
 *
 * @param scriptOptions those that a script, or the name of one, belongs to: letters for one dash, words for two
 * @param valueOptions those that something else belongs to
 * @param attaches whether what follows the letter of such an option in the same element belongs to it
 * @param scriptOperand whether the first argument that belongs to no option is a script too, or the name of one
 */
record PolicyFileInterpreter(
        Set<String> scriptOptions, Set<String> valueOptions, boolean attaches, boolean scriptOperand) {

    /** What an option says of its own element, or of one that follows. */
    enum Meaning {
        SCRIPT_HERE,
        SCRIPT_FOLLOWS,
        VALUE_HERE,
        VALUE_FOLLOWS
    }

    private static final Map<String, PolicyFileInterpreter> KNOWN = byName(Map.of(
            "sh ash bash dash ksh mksh zsh fish csh tcsh rbash yash",
            new PolicyFileInterpreter(words("c C command init-command"), words("o O rcfile init-file"), false, true),
            "python pypy",
            of("c m", "W X check-hash-based-pycs"),
            "perl",
            of("e E", "I M m"),
            "ruby",
            of("e", "C E I r"),
            "node nodejs",
            of("e p pe eval print", "C r conditions import loader require"),
            "php",
            of("r B R E F f run file", "c d z define php-ini"),
            "lua luajit",
            of("e", "l"),
            "awk gawk mawk nawk",
            of("f e E file source exec", "v F i assign field-separator include"),
            "su runuser",
            new PolicyFileInterpreter(
                    words("c command session-command"), words("g G s w group supp-group shell"), true, false)));

    private static PolicyFileInterpreter of(String scriptOptions, String valueOptions) {
        return new PolicyFileInterpreter(words(scriptOptions), words(valueOptions), true, true);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    private static Map<String, PolicyFileInterpreter> byName(Map<String, PolicyFileInterpreter> byNames) {
        return byNames.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey().split(" ")).map(name -> Map.entry(name, entry.getValue())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The interpreter that {@code element} names, whatever its path and its version are. */
    static Optional<PolicyFileInterpreter> in(String element) {
        String name = element.substring(element.lastIndexOf('/') + 1);
        return Optional.ofNullable(KNOWN.get(name.replaceFirst("[-.0-9]+$", "")));
    }

    /** Of an element that begins with {@code -} or {@code +}; empty for an option that stands for itself. */
    Set<Meaning> meanings(String option) {
        if (option.startsWith("--")) {
            String[] nameAndValue = option.substring(2).split("=", 2);
            return meanings(nameAndValue[0], nameAndValue.length == 2);
        }
        Set<Meaning> whole = meanings(option.substring(1), false);
        return whole.isEmpty() ? meaningsOfLetters(option.substring(1)) : whole;
    }

    private Set<Meaning> meaningsOfLetters(String letters) {
        Set<Meaning> all = EnumSet.noneOf(Meaning.class);
        boolean attached = false;
        // From a place on, a value decides which letters there are.
        for (int i = 0; i < letters.length() && letters.charAt(i) != '{' && !attached; i++) {
            boolean last = i + 1 == letters.length();
            Set<Meaning> meanings = meanings(letters.substring(i, i + 1), attaches && !last);
            attached = attaches && !meanings.isEmpty();
            all.addAll(meanings);
        }
        return all;
    }

    private Set<Meaning> meanings(String name, boolean here) {
        if (scriptOptions.contains(name)) {
            return Set.of(here ? Meaning.SCRIPT_HERE : Meaning.SCRIPT_FOLLOWS);
        }
        if (valueOptions.contains(name)) {
            return Set.of(here ? Meaning.VALUE_HERE : Meaning.VALUE_FOLLOWS);
        }
        return Set.of();
    }
}
