package dev.mailshell.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The matrix: each step that the route files name, and each commit and each command to a mail server that a plain run comes to. */
final class CrashPoints {

    private final List<CrashPoint> points = new ArrayList<>();

    private CrashPoints() {}

    static List<CrashPoint> all(Path directory) throws Exception {
        CrashPoints matrix = new CrashPoints();
        for (Victim victim : Victim.values()) {
            matrix.addSteps(victim);
            try (Trial trial = new Trial(victim, Story.PLAIN, directory.resolve(victim.role()))) {
                matrix.addOthers(victim, trial.moments());
            }
        }
        return matrix.points;
    }

    private void addSteps(Victim victim) throws IOException {
        for (RouteStep step : RouteStep.all(victim)) {
            for (String when : List.of("before ", "after ")) {
                add(victim, when + step.id(), "in " + step.route(), Story.of(victim, step));
            }
        }
    }

    private void addOthers(Victim victim, List<String> moments) {
        Set<String> others = new LinkedHashSet<>(moments);
        others.removeIf(moment -> !isOther(moment));
        others.forEach(moment -> add(victim, moment, "", Story.PLAIN));
    }

    private static boolean isOther(String moment) {
        return moment.contains(" " + CommitMoments.COMMIT_OF) || moment.contains(" IMAP ") || moment.contains(" SMTP ");
    }

    private void add(Victim victim, String moment, String place, Story story) {
        points.add(new CrashPoint(points.size() + 1, victim, moment, place, story));
    }
}
