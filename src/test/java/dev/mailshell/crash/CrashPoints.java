package dev.mailshell.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * The matrix: each step that the route files name, and each commit and each command to a mail server that a command comes to, in
 * one mail or in parts.
 */
final class CrashPoints {

    /** What a run comes to only if it takes a minute. */
    private static final String FIRST_CLEANING = "before prune";

    private final List<CrashPoint> points = new ArrayList<>();

    private CrashPoints() {}

    /** @param trials where the runs go on of which the moments are taken */
    static List<CrashPoint> all(Path directory, ExecutorService trials) throws Exception {
        Map<Victim, List<Run>> runs = new EnumMap<>(Victim.class);
        for (Victim victim : Victim.values()) {
            runs.put(
                    victim,
                    Story.withMomentsOfTheirOwn().stream()
                            .map(story -> new Run(story, trials.submit(() -> moments(directory, victim, story))))
                            .toList());
        }
        CrashPoints matrix = new CrashPoints();
        for (Victim victim : Victim.values()) {
            matrix.addSteps(victim);
            Set<String> known = new HashSet<>();
            for (Run run : runs.get(victim)) {
                matrix.addOthers(victim, run.story(), run.moments().get(), known);
            }
        }
        return matrix.points;
    }

    /** Those that each build tries: of each commit and each command to a mail server at least one, before and after in turns. */
    static Set<CrashPoint> spread(List<CrashPoint> all) {
        Map<String, List<CrashPoint>> deeds = new LinkedHashMap<>();
        all.forEach(point -> point.deed().ifPresent(deed -> deeds.computeIfAbsent(deed, any -> new ArrayList<>())
                .add(point)));
        Set<CrashPoint> chosen = all.stream().filter(CrashPoint::isAlwaysTried).collect(Collectors.toSet());
        int turn = 0;
        for (List<CrashPoint> around : deeds.values()) {
            chosen.add(around.get(turn % around.size()));
            turn++;
        }
        return chosen;
    }

    private record Run(Story story, Future<List<String>> moments) {}

    private static List<String> moments(Path directory, Victim victim, Story story) throws Exception {
        try (Trial trial = new Trial(victim, story, directory.resolve(victim.role() + "-" + story))) {
            return trial.moments();
        }
    }

    private void addSteps(Victim victim) throws IOException {
        for (RouteStep step : RouteStep.all(victim)) {
            for (String when : List.of("before ", "after ")) {
                for (Story story : Story.of(victim, step)) {
                    add(victim, when + step.id(), "in " + step.route(), story);
                }
            }
        }
    }

    private void addOthers(Victim victim, Story story, List<String> moments, Set<String> known) {
        moments.stream()
                .takeWhile(moment -> !moment.equals(FIRST_CLEANING))
                .filter(CrashPoints::isOther)
                .filter(known::add)
                .forEach(moment -> add(victim, moment, "", story));
    }

    private static boolean isOther(String moment) {
        return moment.contains(" " + CommitMoments.COMMIT_OF) || moment.contains(" IMAP ") || moment.contains(" SMTP ");
    }

    private void add(Victim victim, String moment, String place, Story story) {
        points.add(new CrashPoint(points.size() + 1, victim, moment, place, story));
    }
}
