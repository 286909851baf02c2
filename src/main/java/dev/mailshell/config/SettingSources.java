package dev.mailshell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Lays {@code mailshell.properties}, {@code .env} and the environment over one another; the later one wins. What only refers to a value is replaced by it. */
final class SettingSources {

    /** About the program, not about a home. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("MAILSHELL_HOME", "MAILSHELL_JAVA_OPTS", "MAILSHELL_CLASS_PATH");

    private final Home home;
    private final Problems problems;
    private final LineReader lines;
    private final FileModes modes;
    private final References references;

    SettingSources(Home home, FileModes modes, Problems problems) {
        this.home = home;
        this.problems = problems;
        this.lines = new LineReader(problems);
        this.modes = modes;
        this.references = new References(problems);
    }

    /** All that is set, by key. An empty value says where a setting was forgotten, and never hides one that is not empty. */
    Map<ConfigKey, Setting> read(Map<String, String> environment) throws IOException {
        Map<ConfigKey, Setting> settings = new EnumMap<>(ConfigKey.class);
        overlay(settings, file(home.properties(), Spelling.PROPERTY, name -> true));
        overlay(settings, dotEnv());
        overlay(settings, variables(environment));
        settings.replaceAll(references::followed);
        return settings;
    }

    private static void overlay(Map<ConfigKey, Setting> settings, Map<ConfigKey, Setting> above) {
        above.forEach((key, setting) ->
                settings.merge(key, setting, (below, top) -> top.value().isEmpty() ? below : top));
    }

    private Map<ConfigKey, Setting> dotEnv() throws IOException {
        // Other programs, such as docker compose, may have their variables in the same file.
        return Files.isRegularFile(home.dotEnv())
                ? file(home.dotEnv(), Spelling.VARIABLE, SettingSources::isOurs)
                : Map.of();
    }

    private Map<ConfigKey, Setting> file(Path file, Spelling spelling, Predicate<String> ours) throws IOException {
        Map<ConfigKey, Setting> settings = new EnumMap<>(ConfigKey.class);
        Map<String, String> seen = new HashMap<>();
        for (LineReader.Line line : lines.read(file)) {
            if (!ours.test(line.key()) || isRepeated(line, seen)) {
                continue;
            }
            Optional<ConfigKey> key = spelling.find(line.key());
            key.ifPresentOrElse(known -> settings.put(known, line.setting()), () -> unknown(line, spelling));
        }
        if (holdsPassword(settings)) {
            modes.requirePrivate(file, "the file holds a password and");
        } else {
            modes.requireOurs(file);
        }
        return settings;
    }

    private Map<ConfigKey, Setting> variables(Map<String, String> environment) {
        Map<ConfigKey, Setting> settings = new EnumMap<>(ConfigKey.class);
        new TreeMap<>(environment).forEach((name, value) -> {
            Optional<ConfigKey> key = Spelling.VARIABLE.find(name);
            if (key.isPresent()) {
                settings.put(key.get(), new Setting(value, name, 0));
            } else if (isOurs(name)) {
                requireNoNearMiss(name);
            }
        });
        return settings;
    }

    /** Only near misses: container platforms add names of their own, such as MAILSHELL_SERVICE_HOST. */
    private void requireNoNearMiss(String name) {
        Optional<String> nearest = Spelling.VARIABLE.nearest(name, 2);
        if (nearest.isPresent()) {
            problems.add(name, "unknown setting " + name, didYouMean(nearest));
        }
    }

    private static boolean isOurs(String variable) {
        return variable.startsWith("MAILSHELL_") && !NOT_SETTINGS.contains(variable);
    }

    private boolean isRepeated(LineReader.Line line, Map<String, String> seen) {
        String earlier = seen.putIfAbsent(line.key(), line.setting().place());
        if (earlier == null) {
            return false;
        }
        problems.add(line.setting().place(), line.key() + " is set twice (first at " + earlier + ")", "keep one");
        return true;
    }

    private void unknown(LineReader.Line line, Spelling spelling) {
        boolean prefixForgotten =
                spelling.equals(Spelling.PROPERTY) && !line.key().startsWith("mailshell.");
        String typed = prefixForgotten ? "mailshell." + line.key() : line.key();
        problems.add(line.setting().place(), "unknown setting " + line.key(), didYouMean(spelling.nearest(typed, 3)));
    }

    private static String didYouMean(Optional<String> nearest) {
        return nearest.map(name -> "did you mean " + name + "?")
                .orElse("keys-template/mailshell.properties lists all settings");
    }

    private static boolean holdsPassword(Map<ConfigKey, Setting> settings) {
        return settings.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().secret() && !entry.getValue().value().isEmpty());
    }
}
