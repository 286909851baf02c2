package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Which servers have the command, and what became of it there. */
final class Tally {

    private final List<IdentityName> servers;
    private final Map<IdentityName, UUID> sent = new HashMap<>();
    private final Map<IdentityName, Ending> endings = new HashMap<>();

    /** @param servers all that are meant, in the order in which they are shown */
    Tally(Collection<IdentityName> servers) {
        this.servers = List.copyOf(servers);
    }

    void sent(UUID id, Collection<IdentityName> to) {
        to.forEach(server -> sent.put(server, id));
    }

    void ended(Ending ending) {
        endings.put(ending.server(), ending);
    }

    /** Whether that server has answered that command. */
    boolean hasAnswered(UUID id, IdentityName server) {
        return id.equals(sent.get(server)) && ending(server).status().isPresent();
    }

    /** On how many servers it has ended otherwise than done, or not in time. */
    long errors() {
        return endings.values().stream().filter(ending -> !ending.isDone()).count();
    }

    /** How it stands with each server; with one that has the command and was not waited for, that there is no answer. */
    List<Ending> endings() {
        return servers.stream().map(this::ending).toList();
    }

    private Ending ending(IdentityName server) {
        if (endings.containsKey(server)) {
            return endings.get(server);
        }
        return sent.containsKey(server) ? Ending.unanswered(server) : Ending.notSent(server);
    }

    /** 0 if all are done, else that of the first server that is not. */
    int exitCode() {
        return endings().stream()
                .mapToInt(Ending::exitCode)
                .filter(code -> code != ExitCode.OK)
                .findFirst()
                .orElse(ExitCode.OK);
    }

    /** The servers by how it stands with them, in the order of the final statuses; then those that have not answered. */
    Map<String, List<IdentityName>> byState() {
        Map<Ending, List<IdentityName>> states = new TreeMap<>(Comparator.comparingInt(Tally::rank)
                .thenComparing(Ending::exitCode)
                .thenComparing(Ending::state));
        endings().forEach(ending -> states.computeIfAbsent(ending, first -> new ArrayList<>())
                .add(ending.server()));
        Map<String, List<IdentityName>> named = new LinkedHashMap<>();
        states.forEach((ending, those) -> named.put(ending.state(), those));
        return named;
    }

    private static int rank(Ending ending) {
        return ending.status().map(Enum::ordinal).orElse(Integer.MAX_VALUE);
    }

    /** By command, the servers that have it and have not answered; in the order of sending. */
    Map<UUID, List<IdentityName>> unanswered() {
        Map<UUID, List<IdentityName>> unanswered = new LinkedHashMap<>();
        for (IdentityName server : servers) {
            if (sent.containsKey(server) && ending(server).equals(Ending.unanswered(server))) {
                unanswered
                        .computeIfAbsent(sent.get(server), id -> new ArrayList<>())
                        .add(server);
            }
        }
        return unanswered;
    }

    /** Those that the command was not sent to. */
    List<IdentityName> unsent() {
        return servers.stream().filter(server -> !sent.containsKey(server)).toList();
    }
}
