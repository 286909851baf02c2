package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.ServerGroups;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes verbs, names of servers and groups, what those offer, and ids. */
final class ShellCompleter implements Completer {

    private static final int IDS = 50;
    private static final Set<String> WITH_ID = Set.of("status", "read");

    private final MailshellConfig config;
    private final Records records;
    private final Catalog catalog;

    ShellCompleter(MailshellConfig config, Records records, Catalog catalog) {
        this.config = config;
        this.records = records;
        this.catalog = catalog;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        try {
            suggestions(line)
                    .forEach((value, more) -> candidates.add(new Candidate(
                            value, value, null, more.isEmpty() ? null : more, null, null, !value.endsWith(","))));
        } catch (IOException unreadable) {
            // What cannot be suggested can still be typed.
            candidates.clear();
        }
    }

    /** Each with what is to be said about it, or with nothing. */
    private Map<String, String> suggestions(ParsedLine line) throws IOException {
        Map<String, String> found = new TreeMap<>();
        String verb = line.words().isEmpty() ? "" : line.words().get(0);
        if (line.wordIndex() == 0) {
            Shell.VERBS.forEach(word -> found.put(word, ""));
            found.put("help", "");
            found.put("quit", "");
        } else if (verb.equals("send") && isServer(line)) {
            servers(line.word()).forEach(name -> found.put(name, ""));
        } else if (verb.equals("send") && line.wordIndex() == 2) {
            found.putAll(catalog.of(named(line.words().get(1))));
            found.putIfAbsent("help", "");
        } else if (WITH_ID.contains(verb) && line.wordIndex() == 1) {
            records.newest(IDS)
                    .forEach(command ->
                            found.put(command.shortId(), Printable.line(command.servers() + " " + command.line())));
        }
        return found;
    }

    private static boolean isServer(ParsedLine line) {
        String before = line.words().get(line.wordIndex() - 1);
        return (line.wordIndex() == 1 && !line.word().startsWith("-")) || before.equals("--to");
    }

    /** Each after those that are named already, as in {@code web1,d}; groups as well. */
    private List<String> servers(String typed) throws IOException {
        String begun = typed.substring(0, typed.lastIndexOf(',') + 1);
        Stream<String> servers = ServerGroups.known(config.home()).stream().map(IdentityName::value);
        Stream<String> groups =
                groups().stream().flatMap(all -> all.names().stream().map(name -> "@" + name));
        return Stream.concat(servers, groups).map(name -> begun + name).toList();
    }

    private List<IdentityName> named(String targets) throws IOException {
        List<IdentityName> named = new ArrayList<>();
        for (String target : Arrays.asList(targets.split(","))) {
            if (target.startsWith("@")) {
                groups().flatMap(all -> all.servers(target.substring(1))).ifPresent(named::addAll);
            } else if (IdentityName.fits(target)) {
                named.add(new IdentityName(target));
            }
        }
        return named;
    }

    /** Empty if the file has a fault, which is for who sends to a group to hear. */
    private Optional<ServerGroups> groups() throws IOException {
        try {
            return Optional.of(ServerGroups.read(config.home()));
        } catch (ConfigFailure faulty) {
            return Optional.empty();
        }
    }
}
